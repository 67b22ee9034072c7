// Checks the easy text while somebody writes, and puts better words in. The button "Text prüfen"
// does the same without this script.

const PAUSE = 900;
const LATEST = 8000;
const LONGEST = 5000;

for (const help of document.querySelectorAll(".text-help")) {
  const field = document.getElementById(help.dataset.field);
  if (field) {
    begin(help, field);
  }
}

function begin(help, field) {
  const found = help.querySelector("[data-found]");
  const said = help.querySelector("[data-said]");
  let asking = null;
  let waiting = 0;

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE);
  });

  help.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) {
      return;
    }
    const isCheck = button.dataset.old === undefined;
    // Where words cannot be put in for certain, the button is sent to the server as without script.
    if (isCheck || takeOver(field, button.dataset)) {
      event.preventDefault();
      clearTimeout(waiting);
      check().then((isDone) => {
        if (isDone && !isCheck) {
          next(found);
        } else if (!isDone && isCheck) {
          field.form.requestSubmit(button);
        }
      });
    }
  });

  // Answers "true" when the findings of the text as it stands now are shown.
  async function check() {
    asking?.abort();
    const mine = new AbortController();
    const latest = setTimeout(() => mine.abort(), LATEST);
    asking = mine;
    const text = field.value;
    try {
      const answer = await fetch(help.dataset.check, {
        method: "POST",
        body: new URLSearchParams({ text: text.slice(0, LONGEST + 1) }),
        signal: mine.signal,
      });
      if (!answer.ok) {
        return outdated();
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (asking !== mine || field.value !== text) {
        return false;
      }
      show(page.body.firstElementChild);
      return true;
    } catch {
      return asking === mine ? outdated() : false;
    } finally {
      clearTimeout(latest);
    }
  }

  // What is shown no longer belongs to the text; whoever wants to know presses the button.
  function outdated() {
    if (!found.contains(document.activeElement)) {
      found.replaceChildren();
      said.textContent = "";
    }
    return false;
  }

  // The focus stays: where it was on a button that comes again, the new one gets it.
  function show(findings) {
    const held = found.contains(document.activeElement) ? document.activeElement.value : null;
    found.replaceChildren(findings);
    if (held !== null) {
      const same = [...found.querySelectorAll("button")].find((one) => one.value === held);
      (same ?? field).focus();
    }
    if (said.textContent !== findings.dataset.told) {
      said.textContent = findings.dataset.told;
    }
  }
}

// Puts the better words in as if they were typed, so that they can be undone.
function takeOver(field, { from, to, old, new: better }) {
  if (field.value.slice(from, to) !== old) {
    return false;
  }
  field.focus();
  field.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, better)) {
    field.setRangeText(better, Number(from), Number(to), "end");
  }
  return true;
}

// Who took something over goes on with the next button, or hears that all is done.
function next(found) {
  const button = found.querySelector("button");
  const place = button ?? found.firstElementChild;
  if (!button) {
    place.tabIndex = -1;
  }
  place.focus();
}
