// Turns what is written into what a voice should say: plain words, figures one by one where people
// dictate them, times, dates and short forms in full.

const MONTHS = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
  "September", "Oktober", "November", "Dezember"];

const oneByOne = (digits) => [...digits.replace(/\D/g, "")].join(" ");

// "0345 12 34" in groups as they are written, so that a voice breathes between them.
const dictated = (number) =>
  number.trim().replace(/^\+/, "plus ").split(/[\s/()-]+/).filter(Boolean)
    .map((group) => (/\d/.test(group) ? oneByOne(group) : group)).join(", ").replace("plus, ", "plus ");

// What stands behind a question mark nobody can write down by ear.
const address = (text, at, dot, slash) =>
  text.replace(/^https?:\/\//, "").replace(/\?.*$/, "").replace(/\/$/, "").replaceAll("@", ` ${at} `)
    .replaceAll(".", ` ${dot} `).replaceAll("/", ` ${slash} `).trim();

const LINK = /(?:https?:\/\/|www\.)[^\s,;]+[^\s,;.?!]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\p{L}\d.])(?:[a-zäöüß\d-]+\.)+[a-zäöü]{2,}(?![\p{L}.])(?::\d+)?(?:\/[^\s,;]*[^\s,;.?!])?/gu;
// The number of an offer on paper.
const CODE = /(?<!\d)\d{3}-\d{3}-\d{3}(?!\d)/g;
// A first group of 0 and more figures, then groups; never a year or a postcode alone.
const PHONE = /(?:\+\d{1,3}|\(0\d+\)|\b0)\d*(?:[\s/-]+\(?\d{1,}\)?)+(?=\D|$)/g;
// Five figures before the name of a town, not before something that is counted.
const POSTCODE = /\b(\d{5})(?= (?!Euro|Kilometer|Meter|Menschen|Personen|Angebot|Verein)[A-ZÄÖÜ])/g;

const DAYS = { Mo: "Montag", Di: "Dienstag", Mi: "Mittwoch", Do: "Donnerstag", Fr: "Freitag",
  Sa: "Samstag", So: "Sonntag" };
const DAY = "(Mo|Di|Mi|Do|Fr|Sa|So)\\.?";

const GERMAN = [
  [LINK, (found) => address(found, "ät", "Punkt", "Schräg-Strich")],
  // "So" is a word, "Do" and "Mo" are names: only beside another day or before a time.
  [new RegExp(`\\b${DAY}(?= ?(?:bis|und|oder|[-–/,+&]) ?${DAY}(?!\\p{L}))`, "gu"), (_, day) => DAYS[day]],
  [new RegExp(`((?:${Object.values(DAYS).join("|")}) ?(?:bis|und|oder|[-–/,+&]) ?)${DAY}(?!\\p{L})`, "gu"),
    (_, before, day) => before + DAYS[day]],
  [new RegExp(`\\b${DAY}(?=,? (?:um |ab |von )?\\d{1,2}(?:[:.]\\d\\d| ?[-–]| (?:Uhr|bis)))`, "g"), (_, day) => DAYS[day]],
  [/(Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag) ?[-–] ?(?=\p{Lu})/gu, "$1 bis "],
  [/\b24 ?\/ ?7\b/g, "rund um die Uhr"],
  [/\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?(?![\d.])/g, (all, day, month, year) =>
    (MONTHS[month - 1] && day > 0 && day < 32
      ? `${Number(day)}. ${MONTHS[month - 1]} ${year?.padStart(4, "20") ?? ""}`.trimEnd() : all)],
  [/\b(\d{1,2})(?:[:.](\d{2}))?(?: Uhr)?\s*(?:[–-]|bis)\s*(\d{1,2})[:.](\d{2}) Uhr\b/g,
    (_, h, m, h2, m2) => `${clock(h, m ?? 0).replace(m ? "" : " Uhr", "")} bis ${clock(h2, m2)}`],
  [/\b(\d{1,2})[:.](\d{2}) Uhr\b/g, (_, hour, minute) => clock(hour, minute)],
  [/\b(\d{1,2}):(\d{2})\b/g, (_, hour, minute) => clock(hour, minute)],
  [/(\d)\s*[–-]\s*(\d{1,2} Uhr)/g, "$1 bis $2"],
  [PHONE, dictated],
  [CODE, dictated],
  [POSTCODE, oneByOne],
  [/\b(\d+),(?:-|–|—)(?: ?(?:€|Euro))?/g, "$1 Euro"],
  [/\b(\d+),(\d{2}) ?(?:€|Euro)/g, (_, euro, cent) =>
    (Number(cent) ? `${euro} Euro ${Number(cent)}` : `${euro} Euro`)],
  [/\b(\d+) ?€/g, "$1 Euro"],
  [/€/g, "Euro"],
  [/\b(\d+(?:,\d+)?) ?km\b/g, "$1 Kilometer"],
  [/\b(\d+) ?m\b/g, "$1 Meter"],
  [/\b(\d+) ?%/g, "$1 Prozent"],
  [/(\d) ?– ?(?=\d)/g, "$1 bis "],
  [/\b(\d+)-(\d+)(?= (?:Jahre|Monate|Wochen|Tage|Minuten|Stunden|Euro|Kilometer|Personen|Menschen))/g,
    "$1 bis $2"],
  [/\b(\d+) ?[x×](?![\p{L}\d])/gu, "$1 Mal"],
  [/(?<![\p{L}\d])([UÜ])(\d{1,2})(?!\d)/gu, "$1 $2"],
  [/(\p{L}) (\d+)([a-h])(?!\p{L})/gu, "$1 $2 $3"],
  [/(\p{Ll})[*:_](innen|in|r|n)(?!\p{L})/gu, "$1 $2"],
  [/(\p{Ll})\/(?=\p{Lu})/gu, "$1, "],
  [/§§? ?(?=\d)/g, "Paragraf "],
  [/\bAbs\. ?(?=\d)/g, "Absatz "],
  [/\bArt\. ?(?=\d)/g, "Artikel "],
  [/\ba\. ?d\. ?/g, "an der "],
  [/\bi\. ?d\. ?/g, "in der "],
  [/\bu\. ?a\./g, "und anderes"],
  [/\binkl\./g, "mit"],
  [/\b(?:evtl|ggf)\./g, "vielleicht"],
  [/\bmax\./g, "höchstens"],
  [/\bmind\./g, "mindestens"],
  [/(\d) ?(?:Std\.|h\b)/g, "$1 Stunden"],
  [/(\d) ?[Mm]in\b\.?/g, "$1 Minuten"],
  [/\bStrg\b/g, "Steuerung"],
  [/\bz\. ?B\./g, "zum Beispiel"],
  [/\bd\. ?h\./g, "das heißt"],
  [/\busw\./g, "und so weiter"],
  [/\bca\./g, "etwa"],
  [/\bbzw\./g, "oder"],
  [/\be\. ?V\./g, "eingetragener Verein"],
  [/\bTel\./g, "Telefon"],
  [/\bNr\./g, "Nummer"],
  [/\b([Ss])tr\./g, "$1traße"],
  [/([a-zäöüß])str\./g, "$1straße"],
  [/\bWC\b/g, "W C"],
  [/\bQR\b/g, "Q R"],
  [/ ?& ?/g, " und "],
];

const ENGLISH = [
  [LINK, (found) => address(found, "at", "dot", "slash")],
  [PHONE, dictated],
  [CODE, dictated],
  [POSTCODE, oneByOne],
  [/\b(\d+) ?km\b/g, "$1 kilometres"],
  [/€ ?(\d+)/g, "$1 euros"],
  [/\be\.g\./g, "for example"],
  [/ ?& ?/g, " and "],
];

function clock(hour, minute) {
  return Number(minute) ? `${Number(hour)} Uhr ${Number(minute)}` : `${Number(hour)} Uhr`;
}

// "Turn·halle" and "Turn-Halle" are said as "Turnhalle" where we know that the hyphen is ours.
function plain(text, words) {
  return text.replaceAll("\u00ad", "").replaceAll("·", "")
    .replace(/[\p{L}]+(?:-[\p{L}]+)+/gu, (written) => words[written] ?? longer(written, words));
}

// Endings: "Turn-Hallen", "Schwimm-Bades".
function longer(written, words) {
  const known = [1, 2, 3].map((size) => [written.slice(0, -size), written.slice(-size)])
    .find(([start]) => words[start]);
  return known ? words[known[0]] + known[1] : written;
}

/** The words for a voice; `words` knows parted words and their plain form. */
export function spoken(text, lang, words = {}) {
  const rules = lang.startsWith("en") ? ENGLISH : GERMAN;
  return rules.reduce((said, [pattern, form]) => said.replace(pattern, form), plain(text, words))
    .replace(/\s+/g, " ").trim();
}
