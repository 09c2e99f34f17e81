// Security keys need the browser's own interface; nothing else on these pages does.
//
// <form data-webauthn="create|get"> with a hidden input named "credential"; the options
// from the server lie in the element with the id js_data.

async function ask(kind, options) {
  if (kind === "create") {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.creation_options.publicKey);
    return navigator.credentials.create({ publicKey });
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.request_options.publicKey);
  return navigator.credentials.get({ publicKey });
}

for (const form of document.querySelectorAll("form[data-webauthn]")) {
  const button = form.querySelector("[data-webauthn-button]");
  const trouble = form.querySelector("[data-webauthn-trouble]");
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) continue;
  button.disabled = false;
  form.querySelector("[data-webauthn-missing]")?.setAttribute("hidden", "");
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    try {
      const options = JSON.parse(document.getElementById("js_data").textContent);
      const credential = await ask(form.dataset.webauthn, options);
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      // The reasons are not told apart by browsers, so that sites can't spy on keys.
      trouble.hidden = false;
      trouble.focus();
    }
  });
}
