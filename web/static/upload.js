// Lägg till: files are sent a chunk at a time, one file after the other. Without this script the form
// sends them whole. A chunk that was cut off is sent again from where the server says that it has come.
"use strict";
(() => {
  const form = document.getElementById("lagg-till");
  if (!form || !window.fetch) return;
  const list = document.getElementById("uppladdningar");
  const template = document.getElementById("uppladdning");
  const heard = document.getElementById("uppladdat");
  const picker = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop");
  const said = form.dataset;
  const token = form.elements.csrf_token.value;
  const CHUNK = Number(said.chunk);
  const LONGEST_WAIT = 30;
  const files = [];
  let atWork = false;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const wait = (seconds) => new Promise((done) => {
    const timer = setTimeout(done, seconds * 1000);
    window.addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
  });

  // An answer of the server that is not yes: `kind` says what can be done about it.
  class Refusal extends Error {
    constructor(body, status) {
      super(body.problem || "");
      this.body = body;
      this.kind = body.kind || (status < 500 ? "out" : status === 500 ? "failed" : "lost");
    }
  }

  async function ask(address, options) {
    const answer = await fetch(address, { credentials: "same-origin", ...options, headers: { "X-CSRFToken": token, ...options.headers } });
    const json = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    const body = json ? await answer.json() : {};
    if (!answer.ok || !json) throw new Refusal(body, answer.ok ? 401 : answer.status);
    return body;
  }

  const post = (address, values, signal) => ask(address, { method: "POST", body: new URLSearchParams(values), signal });

  async function checksum(chunk) {
    if (!window.crypto || !crypto.subtle) return {}; // plain http: the size alone is checked
    const digest = await crypto.subtle.digest("SHA-256", await chunk.arrayBuffer());
    return { "Upload-Checksum": [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("") };
  }

  class Sending {
    constructor(file) {
      this.file = file;
      this.state = "waits";
      this.answers = {};
      this.row = template.content.firstElementChild.cloneNode(true);
      this.part(".name").textContent = file.name;
      this.part("progress").setAttribute("aria-label", file.name);
      for (const button of this.row.querySelectorAll("button")) {
        button.setAttribute("aria-label", `${button.textContent} – ${file.name}`);
        button.addEventListener("click", () => this[button.dataset.do]());
      }
      for (const name of ["mapp", "ny_mapp"]) this.answers[name] = form.elements[name].value;
      if (form.elements.opublicerat.checked) this.answers.opublicerat = "on";
      this.say(said.waits);
      list.append(this.row);
    }

    part(selector) { return this.row.querySelector(selector); }
    button(name) { return this.part(`[data-do=${name}]`); }
    say(text) { this.part(".message").textContent = text; }
    get percent() { return this.file.size ? Math.floor((100 * (this.received || 0)) / this.file.size) : 0; }

    show(...names) {
      const had = this.row.contains(document.activeElement);
      for (const button of this.row.querySelectorAll(".actions button")) button.hidden = !names.includes(button.dataset.do);
      this.part(".rename").hidden = !names.includes("rename");
      if (had && !this.row.contains(document.activeElement) && names.length) this.button(names[0]).focus();
    }

    progress() {
      this.part("progress").hidden = false;
      this.part("progress").value = this.percent;
      this.say(fill(said.sends, { percent: this.percent }));
    }

    // Send what is missing and put the file in place; return when nothing more can be done without an answer.
    async send() {
      this.state = "sends";
      this.row.classList.remove("wrong");
      this.show("pause", "cancel");
      let lost = 0;
      while (this.state === "sends") {
        this.abort = new AbortController();
        try {
          if (!this.begun) await this.begin();
          if (this.received < this.file.size) await this.chunk();
          else await this.finish();
          lost = 0;
        } catch (error) {
          if (this.state !== "sends") return;
          if (error instanceof Refusal && this.stop(error)) return;
          lost += 1;
          const seconds = Math.min(2 ** (lost - 1), LONGEST_WAIT);
          if (!(error instanceof Refusal && error.kind === "offset" && lost < 3)) {
            this.say(fill(said.lost, { seconds }));
            await wait(seconds);
          }
        }
      }
    }

    async begin() {
      const values = { ...this.answers, fil: this.file.name, storlek: this.file.size, andrad: this.file.lastModified };
      this.begun = await post(said.begin, values, this.abort.signal);
      this.received = this.begun.received;
    }

    async chunk() {
      this.progress();
      const body = this.file.slice(this.received, this.received + CHUNK);
      const headers = { "Content-Type": "application/octet-stream", "Upload-Offset": this.received, ...(await checksum(body)) };
      this.received = (await ask(this.begun.address, { method: "PATCH", body, headers, signal: this.abort.signal })).received;
      this.progress();
    }

    async finish() {
      this.say(said.checks);
      this.show();
      const done = await post(this.begun.finish, this.answers);
      this.state = "placed";
      this.path = done.path;
      this.part("progress").hidden = true;
      this.say([done.said, done.warning].filter(Boolean).join(" "));
    }

    // Tell what the server refused; true where somebody has to answer first.
    stop(refusal) {
      const { kind, body } = refusal;
      if (kind === "offset") { this.received = body.received; return false; }
      if (["chunk", "busy", "lost"].includes(kind)) return false;
      if (kind === "unknown") { this.begun = null; return false; }
      this.state = "stopped";
      this.row.classList.add("wrong");
      this.say(kind === "out" ? said.out : body.problem || said.failed);
      const ways = { out: ["go"], failed: ["go"], room: ["go"], many: ["go"], already: ["anyway"], name: ["rename"], taken: ["rename"], unread: ["go", "rename"] };
      const open = ways[kind] || [];
      if (kind === "taken" && body.replaceable) open.unshift("replace");
      if (kind === "name" || kind === "taken") this.part(".rename input").value = body.suggestion || "";
      this.part("progress").hidden = !this.received;
      this.show(...open, "cancel");
      heard.textContent = `${this.file.name}: ${this.part(".message").textContent}`;
      return true;
    }

    pause() {
      this.state = "paused";
      this.abort?.abort();
      this.say(fill(said.paused, { percent: this.percent }));
      this.show("go", "cancel");
    }

    go() { this.state = "waits"; this.say(said.waits); this.show("pause", "cancel"); work(); }
    replace() { this.answers.ersatt = "on"; this.go(); }
    anyway() { this.answers.anda = "on"; this.go(); }

    rename() {
      this.answers.namn = this.part(".rename input").value;
      delete this.answers.ersatt;
      this.go();
    }

    async cancel() {
      this.state = "cancelled";
      this.abort?.abort();
      this.say(said.cancelled);
      this.show();
      this.part("progress").hidden = true;
      if (this.begun) await fetch(this.begun.cancel, { method: "POST", credentials: "same-origin", redirect: "manual", headers: { "X-CSRFToken": token } }).catch(() => {});
    }

    follow(found) {
      this.say(found.label + (found.reason ? `. ${found.reason}` : ""));
      const remedy = this.part(".remedy");
      remedy.textContent = found.remedy;
      remedy.hidden = !found.remedy;
      const link = this.part(".document");
      link.hidden = !found.address;
      if (found.address) { link.href = found.address; link.setAttribute("aria-label", `${link.textContent} – ${this.file.name}`); }
      this.settled = ["archived", "duplicate", "refused", "skipped"].includes(found.state);
      this.row.classList.toggle("wrong", found.state === "refused");
    }
  }

  async function work() {
    if (atWork) return;
    atWork = true;
    for (let next; (next = files.find((each) => each.state === "waits"));) {
      await next.send();
      if (next.state === "placed") {
        heard.textContent = fill(said.all, { done: files.filter((each) => each.state === "placed").length, all: files.length });
        follow();
      }
    }
    atWork = false;
  }

  // Ask how far the files that are in place have come, until each is read or refused.
  let following = false;
  async function follow() {
    if (following) return;
    following = true;
    for (let open; (open = files.filter((each) => each.state === "placed" && !each.settled)).length;) {
      await wait(2);
      for (let from = 0; from < open.length; from += 50) {
        const some = open.slice(from, from + 50);
        const asked = new URLSearchParams(some.map((each) => ["fil", each.path]));
        const found = await ask(`${said.states}?${asked}`, {}).catch(() => null);
        found?.files.forEach((state, index) => { if (state.state) some[index].follow(state); });
      }
    }
    following = false;
  }

  function take(chosen) {
    list.hidden = false;
    for (const file of chosen) files.push(new Sending(file));
    work();
  }

  for (const plain of form.querySelectorAll(".plain")) plain.hidden = true;
  form.querySelector(".by-script").hidden = false;
  picker.addEventListener("change", () => { take([...picker.files]); picker.value = ""; });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); take([...event.dataTransfer.files]); });
  window.addEventListener("beforeunload", (event) => { if (files.some((each) => ["waits", "sends"].includes(each.state))) event.preventDefault(); });
})();
