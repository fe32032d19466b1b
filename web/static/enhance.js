// Every page is whole without this file. It adds a button that copies a link, and leaves fields
// that were not filled in out of the address of a search.
"use strict";

for (const link of document.querySelectorAll("a[data-copy]")) {
  if (!navigator.clipboard) break; // needs a secure context
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.className = "quiet";
  button.textContent = link.dataset.copy;
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(link.href);
    said.textContent = link.dataset.copied;
  });
  link.after(document.createTextNode(" "), button, document.createTextNode(" "), said);
}

for (const form of document.querySelectorAll("form.search")) {
  form.addEventListener("submit", () => {
    const idle = [...form.elements].filter(
      (field) => field.name && field.name !== "q" && (!field.value || field.value === "relevans"),
    );
    for (const field of idle) field.disabled = true;
    // the browser may bring the page back as it was left
    window.addEventListener("pageshow", () => idle.forEach((field) => (field.disabled = false)), { once: true });
  });
}
