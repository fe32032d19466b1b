// Mappen is whole without this file. It asks again, while the page is looked at, for the part that may
// change, and puts it in place where it differs: what has the focus and what is open stay so.
"use strict";

(() => {
  const EVERY = 2500; // ms
  const LONGEST = 60000; // between two tries where the archive does not answer
  const QUIET = 15000; // between two announcements, so that nobody is talked over
  const said = document.getElementById("mappens-besked");
  const held = document.getElementById("mappens-uppehall");
  let region = document.getElementById("mappens-lage");
  let pause = EVERY;
  let announced = 0;
  let timer = 0;
  let asking = false;
  let ended = false;

  function keyOf(element) {
    const row = element.closest("[id]");
    const form = element.closest("form");
    const within = row && row !== region ? row.id : "";
    return [within, element.tagName, element.getAttribute("href") || "", form ? form.action : ""].join(" ");
  }

  function put(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(region.id);
    if (!fresh) return;
    const focused = region.contains(document.activeElement) ? keyOf(document.activeElement) : "";
    const open = [...region.querySelectorAll("details[open]")].map((details) => details.dataset.key);
    const before = region.dataset.inShort;
    region.replaceWith(fresh);
    region = fresh;
    for (const details of region.querySelectorAll("details")) details.open = open.includes(details.dataset.key);
    if (focused) {
      const same = [...region.querySelectorAll("a, button, summary")].find((each) => keyOf(each) === focused);
      if (same) same.focus({ preventScroll: true });
      else keepPlace();
    }
    if (before !== region.dataset.inShort) announce();
  }

  // What had the focus is gone: a retried file has no button any more. The list takes it instead.
  function keepPlace() {
    region.tabIndex = -1;
    region.focus({ preventScroll: true });
  }

  function announce() {
    if (Date.now() - announced < QUIET) return;
    announced = Date.now();
    said.textContent = `${said.dataset.changed} ${region.dataset.inShort}`;
  }

  function hold(text) {
    if (held.textContent !== text) held.textContent = text;
    held.hidden = !text;
  }

  function isSelecting() {
    const selection = document.getSelection();
    return selection && !selection.isCollapsed && region.contains(selection.anchorNode);
  }

  async function ask() {
    if (asking || document.hidden || isSelecting()) return again();
    asking = true;
    try {
      const answer = await fetch(location.href, {
        headers: { "Helixarkiv-Part": "1", "If-None-Match": region.dataset.fingerprint },
        redirect: "manual",
        cache: "no-store",
      });
      if (answer.status === 401 || answer.status === 404 || answer.type === "opaqueredirect") {
        ended = true;
        return hold(held.dataset.signedOut);
      }
      if (answer.status !== 304 && !answer.ok) throw new Error(String(answer.status));
      if (answer.status === 200) put(await answer.text());
      pause = EVERY;
      hold("");
    } catch {
      pause = Math.min(pause * 2, LONGEST);
      hold(held.dataset.lost);
    } finally {
      asking = false;
    }
    return again();
  }

  function again() {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  }

  if (!region) return;
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !ended) ask();
  });
  again();
})();
