"""The pages that show offers elsewhere in their states, for tests in a real browser."""

CHOOSE_STATES: dict[str, str] = {
    "embed": "/einbetten",
    "embed, chosen": "/einbetten?ort=Halle+(Saale)&umkreis=20&brauche=wc&brauche=ruhig&tag=mo"
    "&anzahl=3&hoehe=400&farben=hell",
}
FRAME_STATES: dict[str, str] = {
    "frame": "/eingebettet?ort=Halle+(Saale)&anzahl=3&seite=2",
    "frame, dark": "/eingebettet?ort=Magdeburg&brauche=wc&farben=dunkel",
    "frame, nothing found": "/eingebettet?q=qidditsch+in+husum",
    "frame, offer": "/eingebettet/angebot/schwimmen-voll",
    "frame, in English": "/en/eingebettet?q=schwimmen&anzahl=3",
}
