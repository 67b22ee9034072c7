// Reads the main part of a page with a voice of the browser, sentence by sentence, and marks the
// sentence. Without a voice for the language of the page there is no button.

const slot = document.querySelector("[data-read-aloud]");
const synth = window.speechSynthesis;
const MARK = "vorlesen";
// Menus and ways back are no text; what is closed or hidden is not there for eyes either.
const LEFT_OUT = "nav, script, style, template, [hidden], [aria-hidden=true], [data-not-read], .for-ears";
const RATES = { usual: 0.95, slow: 0.7 };

const languageOf = (node) =>
  (node.closest("[lang]")?.lang || document.documentElement.lang || "de").split("-")[0];

function voiceFor(language) {
  const fitting = synth.getVoices().filter((voice) => voice.lang.toLowerCase().startsWith(language));
  return fitting.find((voice) => voice.localService) ?? fitting[0];
}

function blockOf(node) {
  let block = node.parentElement;
  while (/^(inline|contents)/.test(getComputedStyle(block).display) && block.parentElement) {
    block = block.parentElement;
  }
  return block;
}

/** Texts of one block with the nodes that they come from. */
function blocks() {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (parent.closest(LEFT_OUT) || !(parent.checkVisibility?.() ?? true)) continue;
    const block = blockOf(node);
    const last = found.at(-1);
    if (last?.block === block) last.nodes.push(node);
    else if (node.data.trim()) found.push({ block, nodes: [node] });
  }
  return found;
}

function sentencesOf({ block, nodes }) {
  const whole = nodes.map((node) => node.data).join("");
  const language = languageOf(nodes.find((node) => node.data.trim()).parentElement);
  const pieces = window.Intl?.Segmenter
    ? [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(whole)]
    : [{ index: 0, segment: whole }];
  return pieces.filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment)).map(({ index, segment }) => {
    const start = index + segment.search(/\S/);
    return {
      block,
      language,
      text: segment.trim(),
      range: rangeIn(nodes, start, index + segment.trimEnd().length),
    };
  });
}

function rangeIn(nodes, start, end) {
  const range = document.createRange();
  let before = 0;
  for (const node of nodes) {
    const after = before + node.data.length;
    if (start >= before && start < after) range.setStart(node, start - before);
    if (end > before && end <= after) range.setEnd(node, end - before);
    before = after;
  }
  return range;
}

class Reader {
  constructor(controls) {
    this.controls = controls;
    this.sentences = [];
    this.place = 0;
    this.rate = RATES.usual;
    this.turn = 0;
  }

  async begin() {
    if (!this.spoken) {
      const [module, words] = await Promise.all([
        import(slot.dataset.spoken),
        fetch(slot.dataset.words).then((answer) => answer.json()).catch(() => ({})),
      ]);
      this.spoken = (text, language) => module.spoken(text, language, words);
    }
    this.sentences = blocks().flatMap(sentencesOf);
    this.place = 0;
    this.go();
  }

  go() {
    this.show("reading");
    this.say(++this.turn);
  }

  // A turn that is over must not start the next sentence: cancelling also ends an utterance.
  say(turn) {
    const sentence = this.sentences[this.place];
    if (turn !== this.turn) return;
    if (!sentence) return void this.stop();
    mark(sentence);
    const utterance = new SpeechSynthesisUtterance(this.spoken(sentence.text, sentence.language));
    utterance.lang = sentence.language === "de" ? "de-DE" : sentence.language;
    utterance.voice = voiceFor(sentence.language) ?? null;
    utterance.rate = this.rate;
    const next = () => {
      if (turn !== this.turn) return;
      this.place += 1;
      this.say(turn);
    };
    utterance.addEventListener("end", next);
    utterance.addEventListener("error", ({ error }) => {
      if (error !== "interrupted" && error !== "canceled" && turn === this.turn) this.stop();
    });
    this.utterance = utterance; // else some browsers throw it away while it is spoken
    synth.speak(utterance);
  }

  // The browser's own pause is broken on many telephones: we stop, and go on with this sentence.
  pause() {
    this.turn += 1;
    synth.cancel();
    this.show("paused");
  }

  stop() {
    this.turn += 1;
    synth.cancel();
    mark(null);
    this.place = 0;
    this.show("ready");
  }

  slower(button) {
    const isSlow = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isSlow));
    this.rate = isSlow ? RATES.slow : RATES.usual;
    if (slot.dataset.state === "reading") {
      synth.cancel();
      this.go();
    }
  }

  show(state) {
    const had = this.controls.find((control) => control === document.activeElement);
    slot.dataset.state = state;
    for (const control of this.controls) control.hidden = !control.dataset.when.includes(state);
    // Whoever pressed a button keeps a button under the finger.
    if (had?.hidden) this.controls.find((control) => !control.hidden).focus();
  }
}

function mark(sentence) {
  document.querySelector(".is-read-aloud")?.classList.remove("is-read-aloud");
  window.CSS?.highlights?.delete(MARK);
  if (!sentence) return;
  if (window.Highlight) CSS.highlights.set(MARK, new Highlight(sentence.range));
  else sentence.block.classList.add("is-read-aloud");
  const { top, bottom } = sentence.range.getBoundingClientRect();
  if (top < 0 || bottom > window.innerHeight) sentence.block.scrollIntoView({ block: "center" });
}

function offer() {
  if (slot.dataset.state || !voiceFor(languageOf(document.documentElement))) return;
  slot.append(slot.querySelector("template").content.cloneNode(true));
  const controls = [...slot.querySelectorAll("button")];
  const reader = new Reader(controls);
  const deeds = {
    read: () => reader.begin(),
    pause: () => reader.pause(),
    resume: () => reader.go(),
    slower: (button) => reader.slower(button),
    stop: () => reader.stop(),
  };
  for (const control of controls) {
    control.addEventListener("click", () => deeds[control.dataset.does](control));
  }
  reader.show("ready");
  slot.hidden = false;
  window.addEventListener("pagehide", () => reader.stop());
}

if (slot && synth) {
  offer();
  synth.addEventListener?.("voiceschanged", offer);
}
