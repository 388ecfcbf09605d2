// Speaks with the browser's passkeys for a form that waits for an answer. Every page with such
// a form works without this file, by its other ways. Nothing here decides anything.
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const each = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

async function ask(form) {
  const said = new FormData(form);
  said.set("purpose", form.dataset.passkey);
  const reply = await fetch(form.dataset.ask, { method: "POST", body: said });
  if (!reply.ok) throw new Error(await reply.text());
  return (await reply.json()).publicKey;
}

async function answer(form) {
  const asked = await ask(form);
  const publicKey = { ...asked, challenge: bytes(asked.challenge) };
  let made;
  if (form.dataset.passkey === "add") {
    publicKey.user = { ...asked.user, id: bytes(asked.user.id) };
    publicKey.excludeCredentials = each(asked.excludeCredentials);
    made = await navigator.credentials.create({ publicKey });
  } else {
    publicKey.allowCredentials = each(asked.allowCredentials);
    made = await navigator.credentials.get({ publicKey });
  }
  const response = { clientDataJSON: text(made.response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[name]) response[name] = text(made.response[name]);
  }
  const id = text(made.rawId);
  return JSON.stringify({ id, rawId: id, type: made.type, response, clientExtensionResults: {} });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "answer" });
  form.append(field);
  form.addEventListener("submit", async (event) => {
    if (field.value) return;
    event.preventDefault();
    const failed = form.querySelector("[role=alert]");
    failed.hidden = true;
    try {
      field.value = await answer(form);
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
