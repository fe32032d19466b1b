// Citations and quotations, copied with one click. Every page is whole without this file: the texts
// can be selected, and a citation is a page of its own.
"use strict";

(() => {
  if (!navigator.clipboard) return; // needs a secure context

  const status = () => {
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    return said;
  };

  const button = (text, className) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = className;
    made.textContent = text;
    return made;
  };

  // A citation keeps its italics where it is pasted into a text that has any
  const copyElement = async (element) => {
    const plain = element.innerText.trim();
    try {
      await navigator.clipboard.write([
        new ClipboardItem({
          "text/plain": new Blob([plain], { type: "text/plain" }),
          "text/html": new Blob([element.innerHTML], { type: "text/html" }),
        }),
      ]);
    } catch {
      await navigator.clipboard.writeText(plain);
    }
  };

  for (const part of document.querySelectorAll("[data-copy] .citation")) {
    const { copy, copied } = part.closest("[data-copy]").dataset;
    const heading = part.closest("section").querySelector("h2").textContent;
    const which = part.previousElementSibling.textContent;
    const made = button(copy, "quiet");
    const said = status();
    made.setAttribute("aria-label", `${copy}: ${heading}, ${which}`);
    made.addEventListener("click", async () => {
      await copyElement(part);
      said.textContent = copied;
    });
    part.after(made, document.createTextNode(" "), said);
  }

  // Kopiera citat: what is marked in the text, with its source. The button lies over the lower corner of
  // the window, so that nothing moves; what it says stays there to be read aloud.
  const source = document.querySelector("[data-quote]");
  if (!source) return;
  const made = button(source.dataset.quote, "quote");
  const said = status();
  const read = document.getElementById("innehall");
  let marked = "";
  const bar = document.createElement("div");
  bar.className = "quoting";
  made.hidden = true;
  bar.append(said, made);
  read.append(bar);
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const text = selection.toString().replace(/\s+/g, " ").trim();
    const inside = selection.rangeCount && read.contains(selection.getRangeAt(0).commonAncestorContainer);
    if (!text || !inside) {
      if (document.activeElement !== made) {
        made.hidden = true; // pressing it may take the mark away
        said.textContent = "";
      }
      return;
    }
    marked = text;
    if (made.hidden) {
      said.className = "hidden"; // whoever sees the button needs not be told of it
      said.textContent = source.dataset.marked;
    }
    made.hidden = false;
  });
  made.addEventListener("click", async () => {
    await navigator.clipboard.writeText(`”${marked.replace(/[”“]/g, "’")}” ${source.dataset.source}`);
    said.className = "";
    said.textContent = source.dataset.copied;
  });
})();
