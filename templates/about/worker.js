// Keeps the explanation for a time without a network. Nothing that the network answers
// later is ever put into the cache, and no request with cookies is made for it.
const KEPT = {{ kept|safe }};

async function keep() {
  const cache = await caches.open(KEPT.name);
  for (const address of [...KEPT.pages, ...KEPT.files]) {
    const response = await fetch(address, { credentials: "omit", cache: "reload" });
    if (!response.ok || response.redirected) {
      throw new Error(address);
    }
    await cache.put(address, response);
  }
}

async function forgetOlder() {
  for (const name of await caches.keys()) {
    if (name !== KEPT.name) {
      await caches.delete(name);
    }
  }
}

async function answer(request, path) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(path);
    if (kept) {
      return kept;
    }
    throw error;
  }
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOlder()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) {
    return;
  }
  if ([...KEPT.pages, ...KEPT.files].includes(url.pathname)) {
    event.respondWith(answer(event.request, url.pathname));
  } else if (event.request.mode === "navigate") {
    event.respondWith(answer(event.request, KEPT.fallback));
  }
});
