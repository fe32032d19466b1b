// Every page is whole without this file. It adds zoom, full screen, keyboard shortcuts (which can be turned
// off: WCAG 2.1.4), steps from mark to mark, and fetches the next page's picture ahead.
"use strict";

const OFF = "helixarkivet.utan-kortkommandon";
const dialog = document.getElementById("genvagar");
const frame = document.querySelector(".frame");
const canvas = document.querySelector(".canvas");
const tools = document.querySelector(".zoom");

// Zoom and full screen

const STEPS = [1, 1.25, 1.5, 2, 2.5, 3, 4];
let step = 0;

const zoom = (to) => {
  if (!canvas) return;
  step = Math.max(0, Math.min(STEPS.length - 1, to));
  canvas.style.setProperty("--zoom", STEPS[step]);
};

const fullScreen = () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else frame?.requestFullscreen?.();
};

const button = (words, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
};

if (tools) {
  tools.append(
    button(tools.dataset.in, () => zoom(step + 1)),
    button(tools.dataset.out, () => zoom(step - 1)),
    button(tools.dataset.fit, () => zoom(0)),
  );
  if (document.fullscreenEnabled) tools.append(button(tools.dataset.full, fullScreen));
}

// From mark to mark, and over to the next page that has any

const marks = [...document.querySelectorAll(".sheet span[id] + mark")];
const rects = [...document.querySelectorAll(".boxes rect")];
const count = Math.max(marks.length, ...rects.map((rect) => Number(rect.dataset.mark)), 0);
let now = Number(/^#t(\d+)$/.exec(location.hash)?.[1] || 0);

const show = (number) => {
  now = number;
  const named = marks.filter((mark) => mark.previousElementSibling.id === `t${number}`);
  const boxes = rects.filter((rect) => rect.dataset.mark === String(number));
  for (const each of [...marks, ...rects]) each.classList.toggle("now", named.includes(each) || boxes.includes(each));
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  (named[0] || boxes[0])?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
};

const nextHit = () => (now < count ? show(now + 1) : document.querySelector(".hit-after")?.click());
const previousHit = () => (now > 1 ? show(now - 1) : document.querySelector(".hit-before")?.click());
if (now) show(now);

// Shortcuts

const isOff = () => {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false; // no storage: they are on
  }
};

const follow = (selector) => document.querySelector(selector)?.click();
const KEYS = {
  n: () => follow("a[rel=next]"),
  p: () => follow("a[rel=prev]"),
  j: nextHit,
  k: previousHit,
  "+": () => zoom(step + 1),
  "-": () => zoom(step - 1),
  f: fullScreen,
  t: () => follow(".views [aria-current] ~ a") ?? follow(".views a"),
  c: () => follow(".citing a"),
  "/": () => document.getElementById("i-dokumentet")?.select(),
  "?": () => dialog?.showModal(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const act = KEYS[event.key];
  if (!act || (isOff() && event.key !== "?")) return;
  event.preventDefault();
  act();
});

if (dialog) {
  const off = document.getElementById("genvagar-av");
  off.checked = isOff();
  off.addEventListener("change", () => {
    try {
      localStorage.setItem(OFF, off.checked ? "1" : "0");
    } catch {
      off.checked = false;
    }
  });
  dialog.before(button(dialog.dataset.open, () => dialog.showModal()));
}

// The next picture is there when the reader is

const ahead = dialog?.dataset.ahead;
if (ahead && !navigator.connection?.saveData) {
  window.addEventListener("load", () => (new Image().src = ahead), { once: true });
}

// A picture that is being made is looked for now and then, as long as the page is seen

const coming = document.querySelector("[data-coming]");
if (coming) {
  const look = async () => {
    if (document.hidden) return;
    const found = await fetch(coming.dataset.coming, { method: "HEAD" }).catch(() => null);
    if (found?.ok) location.reload();
  };
  setInterval(look, 5000);
}
