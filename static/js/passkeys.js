// What the page says when a passkey could not be used: the browser's own dialogue is
// gone by then. Parts that need a script are shown only where there is one.

for (const part of document.querySelectorAll("[data-needs-script]")) {
  part.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const told of document.querySelectorAll("[data-passkey-failed]")) {
    told.hidden = false;
  }
});
