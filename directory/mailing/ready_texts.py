"""Texts that editors send to clubs often, in easy German; each may be changed before it leaves."""

from typing import Final

QUESTIONS: Final = {
    "Uhrzeit": "Um wie viel Uhr ist Ihr Angebot?",
    "Ort": "Wo ist Ihr Angebot genau? Bitte schreiben Sie die Straße und die Hausnummer.",
    "Begleitung": "Darf eine Begleitung mitkommen?",
    "Zugang": "Gibt es Stufen am Eingang? Gibt es ein WC für Menschen mit Rollstuhl?",
    "Für wen": "Sind Menschen mit Lern-Schwierigkeiten bei Ihnen willkommen?",
    "Text": "Ihr Text hat schwere Sätze. Bitte schreiben Sie kurze Sätze.",
    "Foto": "Haben alle Menschen auf dem Foto Ja gesagt?",
}
REFUSALS: Final = {
    "Doppelt": "Dieses Angebot kennen wir schon. Es steht schon auf unserer Seite.",
    "Kein Sport": "Auf unserer Seite stehen nur Angebote mit Sport und Bewegung.",
    "Werbung": "Ihr Text ist Werbung. Werbung zeigen wir nicht.",
    "Nicht offen": "Ihr Angebot ist nicht für alle Menschen offen.",
    "Unklar": "Wir haben Sie gefragt. Sie haben nicht geantwortet.",
}
