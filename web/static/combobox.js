// Suggestions for a search box while a question is typed: the ARIA 1.2 combobox with a listbox.
// The box is a plain one without this file, and wherever no suggestion comes.
"use strict";

(() => {
  const FEWEST = 3; // characters before anything is suggested
  const MOST = 100; // characters that the server takes
  const PAUSE = 150; // milliseconds without typing before the server is asked

  function enhance(input) {
    const words = input.dataset; // what is said, in the reader's language
    const list = document.createElement("ul");
    const said = document.createElement("span");
    let options = []; // the suggestions that the list shows
    let active = -1; // which of them the arrow keys have reached, -1 for none
    let asking = null; // the request under way
    let waiting = 0; // the timer of the pause

    list.id = `${input.id}-suggestions`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words.suggestions);
    said.className = "hidden";
    said.setAttribute("aria-live", "polite");
    input.type = "text"; // a search field may not be a combobox
    input.setAttribute("enterkeyhint", "search");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    input.after(list);
    input.form.append(said);

    function close() {
      clearTimeout(waiting);
      asking?.abort();
      list.hidden = true;
      list.replaceChildren();
      options = [];
      said.textContent = "";
      input.setAttribute("aria-expanded", "false");
      reach(-1);
    }

    function reach(index) {
      list.children[active]?.setAttribute("aria-selected", "false");
      active = index;
      const option = list.children[active];
      if (option) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", option.id);
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    }

    function choose(suggestion) {
      close();
      input.value = suggestion.q;
      input.form.requestSubmit();
    }

    function optionOf(suggestion, index) {
      const option = document.createElement("li");
      const kind = document.createElement("span");
      option.id = `${list.id}-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = suggestion.text;
      kind.className = "kind";
      kind.textContent = words[suggestion.kind] ?? "";
      option.append(" ", kind);
      option.addEventListener("click", () => choose(suggestion));
      return option;
    }

    function show(suggestions) {
      if (document.activeElement !== input || !suggestions.length) return close();
      options = suggestions;
      reach(-1);
      list.replaceChildren(...suggestions.map(optionOf));
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      said.textContent = suggestions.length === 1 ? words.one : words.many.replace("{n}", suggestions.length);
    }

    async function suggest(typed) {
      asking = new AbortController();
      try {
        const address = `${words.address}?${new URLSearchParams({ q: typed })}`;
        const answer = await fetch(address, { signal: asking.signal });
        show(answer.ok ? (await answer.json()).suggestions : []);
      } catch (error) {
        if (error.name !== "AbortError") close(); // the box goes on without suggestions
      }
    }

    input.addEventListener("input", () => {
      clearTimeout(waiting);
      asking?.abort();
      const length = input.value.trim().length;
      if (length < FEWEST || length > MOST) return close();
      waiting = setTimeout(() => suggest(input.value), PAUSE);
    });

    input.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      const places = options.length + 1; // each suggestion, and the box itself
      if (event.key === "ArrowDown") reach(((active + 2) % places) - 1);
      else if (event.key === "ArrowUp") reach(((active + places) % places) - 1);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && active >= 0) choose(options[active]);
      else return;
      event.preventDefault();
    });

    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
    input.addEventListener("blur", close);
    input.form.addEventListener("submit", close);
  }

  document.querySelectorAll("input[data-address]").forEach(enhance);
})();
