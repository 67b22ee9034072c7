// Comfort on the pages of an offer: print, share and copy with one press, where the browser can.

for (const link of document.querySelectorAll("a[data-print]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.append(...link.childNodes);
  button.addEventListener("click", () => window.print());
  link.replaceWith(button);
}

const share = document.querySelector("[data-share]");
if (share && navigator.share) {
  share.hidden = false;
  share.addEventListener("click", () => {
    // Whoever closes the list of apps has changed their mind; that is no fault.
    navigator
      .share({ title: share.dataset.shareTitle, url: share.dataset.share })
      .catch(() => {});
  });
}

const copy = document.querySelector("[data-copy]");
if (copy && navigator.clipboard) {
  const told = document.querySelector("[data-told]");
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    told.textContent = "";
    try {
      await navigator.clipboard.writeText(copy.dataset.copy);
      told.textContent = copy.dataset.copied;
    } catch {
      copy.hidden = true;
    }
  });
}
