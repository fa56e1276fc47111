// Two buttons: keep the explanation on this device, or remove it. Without a script, or
// without a place to keep it, they stay hidden and the page says what to do instead.
const part = document.querySelector("[data-offline]");

if (part && "serviceWorker" in navigator && "caches" in window) {
  const status = part.querySelector("[data-offline-status]");
  const [keep, remove] = ["keep", "remove"].map((name) =>
    part.querySelector(`[data-offline-${name}]`),
  );

  const show = async () => {
    const registration = await navigator.serviceWorker.getRegistration(part.dataset.scope);
    keep.hidden = Boolean(registration);
    remove.hidden = !registration;
    return registration;
  };

  const waitUntilKept = (registration) =>
    new Promise((done, failed) => {
      const worker = registration.installing;
      if (!worker) {
        done();
        return;
      }
      worker.addEventListener("statechange", () => {
        if (worker.state === "activated") {
          done();
        } else if (worker.state === "redundant") {
          failed(new Error("not kept"));
        }
      });
    });

  keep.addEventListener("click", async () => {
    status.textContent = part.dataset.working;
    try {
      const { scope } = part.dataset;
      await waitUntilKept(await navigator.serviceWorker.register(part.dataset.worker, { scope }));
      status.textContent = part.dataset.kept;
    } catch {
      status.textContent = part.dataset.failed;
    }
    await show();
  });

  remove.addEventListener("click", async () => {
    const registration = await show();
    await registration?.unregister();
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
    status.textContent = part.dataset.removed;
    await show();
  });

  part.hidden = false;
  show();
}
