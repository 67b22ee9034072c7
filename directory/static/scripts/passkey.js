// Signing in with a key of the device; without a script, or with an old browser, a mail is the way.

const template = document.querySelector("template[data-passkey]");

async function posted(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body ?? {}),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function keyFor(kind, question) {
  if (kind === "new") {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(question);
    return navigator.credentials.create({ publicKey });
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(question);
  return navigator.credentials.get({ publicKey });
}

if (template && window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  const { passkey, question, answer } = template.dataset;
  const shown = template.content.firstElementChild;
  template.replaceWith(shown);
  const told = shown.querySelector("[role=status]");

  shown.querySelector("button").addEventListener("click", async () => {
    told.textContent = "";
    try {
      const key = await keyFor(passkey, await posted(question));
      location.assign((await posted(answer, key.toJSON())).weiter);
    } catch {
      told.textContent = told.dataset.failed;
    }
  });
}
