// Reads the main part of a page with a voice of the browser, sentence by sentence, and marks the
// sentence. Without a voice for the language of the page there is no button.

const slot = document.querySelector("[data-read-aloud]");
const synth = window.speechSynthesis;
const MARK = "vorlesen";
// We read what is seen, so that it can be marked. Menus and ways back are no text; words for screen
// readers are said by them; what is seen but hidden from them asks to be read.
const LEFT_OUT = "nav, script, style, template, textarea, select, svg, [hidden], [data-not-read], "
  + ".for-ears, [aria-hidden=true]:not([data-read])";
// The devices of Apple, Google and Microsoft write "de-DE", "de_DE" or "de-AT".
const USUAL = { de: "de-de", en: "en-gb" };
const RATES = { usual: 0.95, slow: 0.7 };

const languageOf = (node) =>
  (node.closest("[lang]")?.lang || document.documentElement.lang || "de").split("-")[0];

const tagOf = (voice) => voice.lang.replace("_", "-").toLowerCase();

/** Voices of the device first, because others send the text away; then the usual variant. */
function voiceFor(language) {
  const worth = (voice) => 2 * voice.localService + (tagOf(voice) === USUAL[language]);
  return synth.getVoices().filter((voice) => tagOf(voice).split("-")[0] === language)
    .sort((one, other) => worth(other) - worth(one))[0];
}

function blockOf(node) {
  let block = node.parentElement;
  while (/^(inline|contents)/.test(getComputedStyle(block).display) && block.parentElement) {
    block = block.parentElement;
  }
  return block;
}

// Old browsers only know whether something has a place on the page.
const isShown = (element) => element.checkVisibility?.() ?? element.getClientRects().length > 0;

/** Texts of one block with the nodes that they come from: heading, then faults, then the rest. */
function blocks() {
  const found = inOrder();
  const faults = found.filter(({ block }) => block.closest(".error-list"));
  const others = found.filter(({ block }) => !block.closest(".error-list"));
  const heading = others.findIndex(({ block }) => block.closest("h1"));
  return [...others.slice(0, heading + 1), ...faults, ...others.slice(heading + 1)];
}

function inOrder() {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (parent.closest(LEFT_OUT) || !isShown(parent)) continue;
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
  return joined(pieces).filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment)).map(({ index, segment }) => {
    const start = index + segment.search(/\S/);
    return {
      block,
      language,
      text: segment.trim(),
      range: rangeIn(nodes, start, index + segment.trimEnd().length),
    };
  });
}

// Browsers end a sentence at each dot: "am 6." – "Dezember", "SV Halle e." – "V.".
const GOES_ON = [
  /\S$/,
  /(?:^|[\s.(])\p{L}\.\s+$/u,
  /(?:^|\s)(?:Nr|Str|Tel|ca|bzw|Dr|Prof|St|inkl|evtl|ggf|max|mind|Abs|Art)\.\s+$/,
  /(?:^|\s(?:am|im|der|die|das|dem|den|vom|zum|zur)\s)\d{1,2}\.\s+$/i,
];
const CONTINUES = /^(?:\p{Ll}|(?:Jan|Feb|März|Apr|Mai|Ju[nl]i|Aug|Sept|Okt|Nov|Dez|Stock|Etage|Klasse|Liga|Mal\b))/u;

function joined(pieces) {
  const whole = [];
  for (const { index, segment } of pieces) {
    const last = whole.at(-1);
    const goesOn = last && !/\n\s*$/.test(last.segment)
      && (GOES_ON.some((end) => end.test(last.segment)) || CONTINUES.test(segment));
    if (goesOn) last.segment += segment;
    else whole.push({ index, segment });
  }
  return whole;
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
    for (const sound of document.querySelectorAll("audio, video")) sound.pause();
    if (!this.spoken) {
      // Telephones let a page speak only while a finger presses, so nothing is said at once.
      synth.speak(new SpeechSynthesisUtterance(""));
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
    const voice = voiceFor(sentence.language);
    utterance.lang = voice?.lang.replace("_", "-") ?? sentence.language;
    utterance.voice = voice ?? null;
    utterance.rate = this.rate;
    const next = () => {
      if (turn !== this.turn) return;
      this.place += 1;
      this.say(turn);
    };
    utterance.addEventListener("end", next);
    utterance.addEventListener("error", ({ error }) => {
      if (error === "interrupted" || error === "canceled" || turn !== this.turn) return;
      // Words in a language that this device cannot speak do not end the page.
      if (voice) this.stop();
      else next();
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

  /** To the next heading, or to the end. */
  skip() {
    const isNext = ({ block }, place) => place > this.place && block.closest("h2, h3");
    this.place = this.sentences.findIndex(isNext);
    synth.cancel();
    this.go();
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

let marked = null;

function isInView({ range }) {
  const { top, bottom } = range.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
}

function mark(sentence) {
  // Whoever scrolled away, to a button for example, is not drawn back.
  const follows = !marked || isInView(marked);
  marked = sentence;
  document.querySelector(".is-read-aloud")?.classList.remove("is-read-aloud");
  window.CSS?.highlights?.delete(MARK);
  if (!sentence) return;
  if (window.Highlight) CSS.highlights.set(MARK, new Highlight(sentence.range));
  else sentence.block.classList.add("is-read-aloud");
  if (follows && !isInView(sentence)) sentence.block.scrollIntoView({ block: "center" });
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
    skip: () => reader.skip(),
    slower: (button) => reader.slower(button),
    stop: () => reader.stop(),
  };
  for (const control of controls) {
    control.addEventListener("click", () => deeds[control.dataset.does](control));
  }
  reader.show("ready");
  slot.hidden = false;
  window.addEventListener("pagehide", () => reader.stop());
  // A recording that starts is heard alone.
  document.addEventListener("play", () => reader.stop(), true);
}

if (slot && synth) {
  offer();
  synth.addEventListener?.("voiceschanged", offer);
}
