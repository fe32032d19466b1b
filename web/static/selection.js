// Every page is whole without this file. It remembers in this browser which documents were chosen, so that
// a selection grows over several searches. The page of the selection is what it is: opening one takes it up.
"use strict";

const KEY = "helixarkivet.urval";

const stored = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY) || "[]").filter((each) => typeof each === "string");
  } catch {
    return []; // no storage here, or something else's: the boxes work without
  }
};

const store = (chosen) => {
  try {
    localStorage.setItem(KEY, JSON.stringify([...new Set(chosen)]));
  } catch {
    // as above
  }
};

const listed = document.querySelector("[data-selection]");
if (listed) store([...listed.querySelectorAll("[data-chosen]")].map((each) => each.dataset.chosen));

const form = document.getElementById("urval");
if (form) {
  const boxes = [...form.elements].filter((field) => field.name === "d");
  const button = form.querySelector("button");
  const count = () => {
    const chosen = stored().length;
    if (chosen) button.textContent = button.dataset.count.replace("{n}", chosen);
  };
  for (const box of boxes) {
    box.checked = stored().includes(box.value);
    box.addEventListener("change", () => {
      const others = stored().filter((each) => each !== box.value);
      store(box.checked ? [...others, box.value] : others);
      count();
    });
  }
  count();
  form.addEventListener("submit", () => {
    const here = boxes.map((box) => box.value);
    for (const each of stored().filter((chosen) => !here.includes(chosen))) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = "d";
      field.value = each;
      form.append(field);
    }
  });
}

for (const link of document.querySelectorAll("a[data-choose]")) {
  link.addEventListener("click", () => {
    const address = new URL(link.href);
    address.searchParams.delete("d");
    for (const each of new Set([...stored(), link.dataset.choose])) address.searchParams.append("d", each);
    link.href = address;
  });
}
