# German

## Every page

brand = Live Loop
skip-link = Zum Inhalt springen
nav-main = Hauptmenü
nav-home = Start
nav-studio = Studio
footer-free = ist freie Software: Jeder darf sie betreiben, lesen und verändern (MIT-Lizenz).
language = Sprache
language-change = Ändern
needs-script = Videoanrufe brauchen JavaScript. Bitte schalte es für diese Seite ein und lade sie dann neu.
start-trouble = Live Loop konnte in diesem Browser nicht starten.
start-trouble-advice = Bitte lade die Seite neu. Hilft das nicht, versuche es mit einem aktuellen Chrome, Edge, Firefox oder Safari und schalte Erweiterungen aus, die WebAssembly sperren.
dismiss = Schließen

## An address that is no page

not-found-title = Seite nicht gefunden
not-found-description = Unter dieser Adresse gibt es bei Live Loop keine Seite.
not-found = Hier ist nichts
not-found-advice = Vielleicht ist die Adresse vertippt, oder die Seite ist schon beim nächsten Gegenüber.
not-found-back = Zurück zum Start

## Home

home-title = Triff jemand Neues, von Angesicht zu Angesicht
home-description = Videoanrufe im Browser mit jemand Neuem: kein Konto, keine Installation, Bild und Ton direkt von Gerät zu Gerät.
hero = Da draußen möchte dir jemand Hallo sagen
hero-lead = Live Loop bringt zwei Menschen im Browser zusammen. Kein Konto, keine Installation. Bleib, solange du magst, und geh dann weiter zum nächsten.
hero-start = Anruf beginnen
hero-how = So geht es
hero-adults = Für Erwachsene ab 18.
hero-encrypted = Bild und Ton gehen verschlüsselt von Browser zu Browser
hero-not-recorded = Diese Seite zeichnet niemals Anrufe auf
hero-one-click = Ein Klick beendet alles, jederzeit
set-up = So richtest du dich ein
set-up-lead = Drei Schritte, etwa eine halbe Minute.
set-up-mirror = Schau in den Spiegel
set-up-mirror-text = Schalte im Studio Kamera und Mikrofon ein. Dein Browser fragt dich zuerst; noch sieht dich niemand. Wähle die Geräte und sieh zu, wie sich der Pegel beim Sprechen bewegt.
set-up-name = Sag, wer du bist
set-up-name-text = Schreib den Namen, den dein Gegenüber sehen wird, und drücke „Los“. Dieser Browser merkt ihn sich fürs nächste Mal.
set-up-next = Drücke „Weiter“
set-up-next-text = Du triffst, wer gerade frei ist. Sprich, schreib, schalte dich stumm oder die Kamera aus. „Weiter“ bringt jemand anderen, „Stopp“ beendet den Anruf.
contact = Schreib uns
contact-lead = Eine Frage, ein Wunsch, etwas ging schief? Schreib denen, die diese Seite betreiben.
contact-email = Deine E-Mail-Adresse
contact-message = Deine Nachricht
contact-send = Nachricht senden
contact-sent = Danke: Deine Nachricht ist bei uns.
contact-bad-email = Bitte gib eine E-Mail-Adresse an, unter der wir antworten können, etwa ada@example.org.
contact-bad-message = Bitte schreib eine Nachricht mit höchstens { $most } Zeichen.
contact-too-many = Danke, aber das sind viele Nachrichten auf einmal. Bitte versuche es in { $minutes ->
    [one] einer Minute
   *[other] { $minutes } Minuten
} wieder.
contact-unavailable = Deine Nachricht konnte gerade nicht angenommen werden. Bitte versuche es in einer Minute wieder.

## A friend by link

invite = Jemanden einladen
invite-title = Dein privater Raum
invite-lead = Wer diesen Link öffnet, trifft dich und sonst niemanden. Schick ihn einer Person, dann geh hinein.
invite-link = Link
invite-copy = Link kopieren
invite-share = Teilen
invite-share-title = Ein Videoanruf bei Live Loop
invite-code = QR-Code des Links
invite-go = Zum Raum
invite-too-many = Das sind viele Räume auf einmal. Bitte versuche es in { $minutes ->
    [one] einer Minute
   *[other] { $minutes } Minuten
} wieder.
invite-unavailable = Der Raum ließ sich gerade nicht anlegen. Bitte versuche es in einer Minute wieder.
room-new = Neuen Link anlegen
room-try-again = Noch einmal versuchen
room-stranger = Jemand Neues treffen
copied = Kopiert
copy-failed = Kopieren ging nicht
close = Schließen

## Studio

studio-title = Studio
studio-description = Prüfe Kamera, Mikrofon und Namen, bevor der Anruf beginnt.
studio = Dein Studio
studio-lead = Mach dich in Ruhe bereit: Hier sieht und hört dich niemand.
studio-lead-room = Jemand hat dich in einen privaten Raum eingeladen. Mach dich bereit, dann kommt ihr zusammen.
studio-devices = Geräte
camera = Kamera
microphone = Mikrofon
camera-number = Kamera { $number }
microphone-number = Mikrofon { $number }
device-default = Wahl des Browsers
level = Mikrofonpegel
speaker = Lautsprecher
speaker-number = Lautsprecher { $number }
lost-camera = Deine Kamera ist weg. Jetzt in Gebrauch: { $now }.
lost-camera-only = Deine Kamera ist weg. Sobald sie wieder da ist, geht es weiter.
lost-microphone = Dein Mikrofon ist weg. Jetzt in Gebrauch: { $now }.
lost-microphone-only = Dein Mikrofon ist weg. Sobald es wieder da ist, geht es weiter.
lost-speaker = Dein Lautsprecher ist weg. Jetzt in Gebrauch: { $now }.
lost-speaker-unnamed = Dein Lautsprecher ist weg. Jetzt ist der des Systems in Gebrauch.
name = Dein Name
name-hint = Dein Gegenüber sieht ihn. Jeder Name ist recht.
name-missing = Bitte schreib einen Namen, damit dein Gegenüber weiß, wie du heißt.
name-too-long = Bitte wähle einen kürzeren Namen mit höchstens { $most } Zeichen.
name-unfit = In diesem Namen stecken unsichtbare Zeichen. Bitte schreib ihn noch einmal.
join = Los
join-agree = Mit dem Beitreten bestätigst du, dass du mindestens 18 bist und dich an die Regeln hältst.
join-devices-first = Bitte wähle zuerst, wie es weitergeht: Versuche es mit den Geräten noch einmal, oder geh nur mit Ton oder ohne Geräte weiter.
preview = Vorschau
preview-video = Deine Vorschau
preview-turn-on = Kamera und Mikrofon einschalten
preview-will-ask = Dein Browser wird dich um Erlaubnis fragen.
preview-asking = Dein Browser fragt: Bitte erlaube Kamera und Mikrofon.
preview-audio-only = Deine Kamera bleibt aus: Man hört dich, aber sieht dich nicht.
preview-without = Du gehst ohne Kamera und Mikrofon: Du siehst, hörst und schreibst.
preview-none = Noch kein Bild.
trouble = Schwierigkeiten mit den Geräten
trouble-again = Noch einmal versuchen
trouble-audio-only = Nur mit Ton weiter
trouble-without = Ohne Geräte weiter
trouble-refused = Der Browser hat uns Kamera und Mikrofon nicht benutzen lassen.
trouble-refused-advice = Erlaube sie für diese Seite über das Symbol neben der Adresse oder in den Datenschutz-Einstellungen des Systems, dann versuche es noch einmal.
trouble-not-found = Es wurde keine Kamera und kein Mikrofon gefunden.
trouble-not-found-advice = Schließe eines an oder schalte es ein, dann versuche es noch einmal.
trouble-in-use = Kamera oder Mikrofon werden schon benutzt.
trouble-in-use-advice = Schließe das andere Programm oder den anderen Tab, dann versuche es noch einmal.
trouble-insecure = Browser geben Kamera und Mikrofon nur sicheren Adressen.
trouble-insecure-advice = Öffne diese Seite über eine Adresse, die mit https:// beginnt, oder über localhost.
trouble-other = Kamera und Mikrofon sind nicht angegangen.
trouble-other-advice = Versuche es noch einmal, wähle ein anderes Gerät, oder starte den Browser neu.
about-you = Über dich
about-you-lead = Freiwillig: Bild, Interessen, Sprachen
about-you-lead-room = Freiwillig: ein Bild
picture = Bild
picture-hint = Dein Gegenüber sieht es neben deinem Namen. Es wird vergessen, wenn du diesen Tab schließt.
picture-take = Bild aufnehmen
picture-remove = Bild entfernen
picture-yours = Dein Bild
picture-camera-first = Schalte zuerst die Kamera ein.
picture-failed = Es war noch nichts zu sehen. Bitte versuche es noch einmal.
interests = Interessen
interests-hint = Bis zu { $most }, jedes mit höchstens { $characters } Zeichen. Wer eines teilt, trifft dich zuerst.
interests-yours = Deine Interessen
interest-add = Interesse hinzufügen
languages = Sprachen, die du sprichst
languages-hint = Bis zu { $most }. Du triffst Leute, die eine davon sprechen.
languages-yours = Deine Sprachen
language-choose = Sprache wählen
language-add = Sprache hinzufügen
language-suggestion = { $language } hinzufügen
word-remove = { $word } entfernen
word-added = Hinzugefügt: { $word }
word-removed = Entfernt: { $word }
word-unfit = Das ist zu lang oder enthält unsichtbare Zeichen.
word-full = Es sind schon { $most }. Entferne zuerst eines.
word-twice = Das steht schon in der Liste.
trials = Geräte ausprobieren
trials-lead = Lautsprecher, Ton und Echo
trial-sound = Testton abspielen
trial-echo = Drei Sekunden aufnehmen
trial-progress = Aufnahme
trial-none = Die Aufnahme wird dir vorgespielt und dann vergessen: Sie verlässt diesen Browser nie.
trial-no-microphone = Schalte zum Aufnehmen zuerst das Mikrofon ein.
trial-sound-playing = Jetzt solltest du zwei Töne hören.
trial-recording = Sag etwas …
trial-echo-playing = So hören dich andere.
trial-failed = Das hat nicht geklappt. Sieh nach, ob Lautsprecher und Mikrofon da sind, und versuche es noch einmal.

## Call: where it stands

call-title = Anruf
call-description = Ein Videoanruf zwischen zwei Menschen bei Live Loop.
call = Anruf
status-idle = Bereit, wenn du es bist
status-waiting = Warten auf jemanden…
status-connecting = Verbinden…
status-connected = Verbunden mit { $name }
status-left = { $name } ist gegangen
status-ended = Anruf beendet
status-held-up = Der Dienst ist gerade nicht erreichbar. Es geht von selbst weiter.
detail-idle = Drücke „Weiter“, um jemanden zu treffen.
detail-first = Du bist hier die erste Person: Wer als Nächstes kommt, trifft dich.
detail-place = Du bist Nummer { $position } von { $waiting } in der Reihe.
detail-room = Der Link zu diesem Raum gilt bis { $moment }.
detail-connecting = { $name } ist da, das Bild folgt.
detail-shared = Ihr mögt beide { $interests }.
detail-away = { $name } hat die Verbindung zum Server verloren; Bild und Ton gehen vielleicht weiter.
detail-over = Drücke „Weiter“, um jemand anderen zu treffen.
detail-shut-out = Leg einen neuen Link an, oder triff jemand Neues.
wait = Bisher gewartet:
wait-drop-interests = Interessen weglassen
wait-widened = Die Interessen spielen jetzt keine Rolle mehr: Wer als Nächstes kommt, trifft dich.
again = Noch einmal mit { $name } sprechen
again-wanted = { $name } möchte noch einmal mit dir sprechen.
again-asked = { $name } ist gefragt. Bei einem Ja trefft ihr euch wieder.
auto-next = Von selbst weiter, wenn jemand geht
next-in = Weiter in { $seconds } s
next-stay = Hierbleiben

## Call: stage and controls

stage = Bühne
remote-video = Bild des Gegenübers
own-video = Dein Bild
sound-tap = Für Ton tippen
partner-devices = Geräte des Gegenübers
partner-microphone-off = Mikrofon von { $name } ist aus
partner-camera-off = Kamera von { $name } ist aus
controls = Anruf steuern
mute = Mikrofon stummschalten
mute-short = Stumm
unmute = Mikrofon einschalten
unmute-short = Laut
camera-turn-off = Kamera ausschalten
camera-turn-off-short = Kamera aus
camera-turn-on = Kamera einschalten
camera-turn-on-short = Kamera an
stop = Stopp
next = Weiter
corner-top-start = oben links
corner-top-end = oben rechts
corner-bottom-start = unten links
corner-bottom-end = unten rechts
own-move = Eigenes Bild verschieben, jetzt { $corner }
own-move-hint = Ziehen, oder mit den Pfeiltasten
own-fold = Eigenes Bild ausblenden
own-unfold = Eigenes Bild einblenden
more = Weitere Bedienelemente
more-short = Mehr
volume = Lautstärke des Gegenübers
camera-flip = Zur anderen Kamera wechseln
fit-fill = Bühne ausfüllen
fit-whole = Ganzes Bild zeigen
picture-open = Bild im Bild
picture-leave = Bild im Bild beenden
full-screen = Vollbild
full-screen-leave = Vollbild verlassen

## Call: toasts

toasts = Was gerade geschah
toast-microphone-on = { $name } ist wieder zu hören.
toast-microphone-off = { $name } hat das Mikrofon ausgeschaltet.
toast-camera-on = { $name } hat die Kamera eingeschaltet.
toast-camera-off = { $name } hat die Kamera ausgeschaltet.
toast-back = { $name } ist wieder mit dem Server verbunden.
toast-device-in = Ein Gerät wurde angeschlossen. Unter „Geräte“ kannst du es wählen.
toast-device-out = Ein Gerät wurde entfernt.

## Call: notices

link-lost-in-call = Neue Verbindung zum Server… dein Anruf geht weiter.
link-lost = Neue Verbindung zum Server…
notice-devices-refused = Kamera oder Mikrofon dürfen nicht benutzt werden. Erlaube sie neben der Adresse der Seite und schalte sie dann wieder ein.
notice-devices-not-found = Kamera oder Mikrofon wurden nicht gefunden. Schließe sie an und schalte sie dann wieder ein.
notice-devices-in-use = Ein anderes Programm benutzt Kamera oder Mikrofon. Schließe es und schalte sie dann wieder ein.
notice-devices-insecure = Kamera und Mikrofon gehen nur, wo die Seite über HTTPS kommt.
notice-devices-other = Kamera oder Mikrofon konnten nicht gestartet werden. Versuche, sie wieder einzuschalten.
notice-not-sent-without-chat = Die Nachricht wurde nicht gesendet: Dieser Anruf geht ohne Chat weiter.
notice-not-sent-alone = Die Nachricht wurde nicht gesendet: Niemand ist im Anruf.
notice-not-sent-refused = Die Nachricht wurde nicht gesendet: Der Server hat sie nicht angenommen.
notice-server-restarted = Der Server wurde neu gestartet. Dein Anruf geht weiter, aber der Chat geht erst im nächsten Anruf wieder.
notice-partner-without-server = { $name } hat den Server verloren. Euer Anruf geht weiter, aber ohne Chat.
notice-taken-over = Eine andere Seite hat den Platz dieser Seite eingenommen. Um hier weiterzumachen, lade die Seite neu.
notice-taken-over-in-call = Eine andere Seite hat den Platz dieser Seite eingenommen. Dein Anruf geht weiter, aber ohne Chat.
notice-outdated = Live Loop wurde erneuert. Bitte lade diese Seite neu.
notice-outdated-in-call = Live Loop wurde erneuert. Dein Anruf geht weiter, aber ohne Chat.
notice-not-connected = Keine Verbindung zu { $name }. Vielleicht steht eine Firewall zwischen euch: Versuche ein anderes Netz, oder drücke „Weiter“.
notice-room-full = In diesem Raum sind schon zwei Menschen.
notice-room-not-found = Diesen Raum gibt es nicht mehr. Bitte um einen neuen Link.
notice-room-expired = Der Link ist abgelaufen: Darüber kann niemand mehr kommen.
notice-not-again = { $name } ist nicht zurückgekommen.
notice-reported = Danke: Deine Meldung ist bei den Betreibern dieser Seite.
notice-not-reported = Deine Meldung kam zu spät und wurde nicht angenommen. Bitte schreib uns über das Kontaktformular.
notice-banned = Wegen Meldungen bist du hier noch { $hours ->
    [one] eine Stunde
   *[other] { $hours } Stunden
} von Gesprächen ausgeschlossen. Bitte lies die Regeln.
notice-details-refused = Der Server hat deine Angaben nicht angenommen. Prüfe im Studio deinen Namen.

## Call: menu

menu = Anrufmenü
menu-panel = Seitenleiste
menu-chat = Chat
menu-chat-news = { $count ->
    [one] , { $count } neue Nachricht
   *[other] , { $count } neue Nachrichten
}
menu-people = Personen
menu-devices = Geräte
menu-settings = Optionen
menu-help = Hilfe
menu-close = Seitenleiste schließen
menu-open = Seitenleiste öffnen
devices-hint = Eine Änderung wirkt sofort, auch mitten im Anruf.
chat-log = Chatnachrichten
chat-nobody = Hier kannst du schreiben, sobald jemand da ist.
chat-typing = { $name } schreibt…
chat-message = Nachricht
chat-placeholder = Schreib etwas Nettes
chat-send = Senden
chat-sending = Wird gesendet…
chat-given-up = Vielleicht nicht angekommen
chat-delivered = Zugestellt
chat-copy = Nachricht kopieren
chat-new = Neue Nachrichten
chat-emoji = Emoji
chat-left = { $count ->
    [one] Noch { $count } Zeichen
   *[other] Noch { $count } Zeichen
}
chat-too-long = { $count ->
    [one] { $count } Zeichen zu viel
   *[other] { $count } Zeichen zu viel
}
chat-limit = Eine Nachricht hat höchstens { $most } Zeichen.
you = Du
people-alone = Noch ist niemand sonst da.
person-microphone-on = Mikrofon an
person-microphone-off = Mikrofon aus
person-camera-on = Kamera an
person-camera-off = Kamera aus
help-next = Verlässt diesen Anruf, falls es einen gibt, und sucht jemand Neues.
help-stop = Beendet Anruf oder Warten. Niemand wird gesucht, bis du „Weiter“ drückst.
help-unheard = Man hört oder sieht dich nicht?
help-unheard-text = Sieh nach, ob du stumm bist oder deine Kamera aus ist, und wähle dann unter „Geräte“ ein anderes Gerät.
help-silent = Du hörst nichts?
help-silent-text = Vielleicht ist dein Gegenüber stumm: Unter „Personen“ steht es. Manche Browser warten auf ein Tippen, bevor sie Ton abspielen.
help-no-picture = Kein Bild kommt?
help-no-picture-text = Strenge Firmennetze sperren Videoanrufe. Versuche ein anderes Netz oder das deines Telefons.
help-unpleasant = Jemand ist unangenehm?
help-unpleasant-text = Drücke „Weiter“ oder „Stopp“. Du schuldest niemandem einen Abschied. Unter „Personen“ kannst du melden oder blockieren, und nach dem Gespräch noch eine Minute lang melden.
person-speaks = , spricht gerade

## Call: connection

connection = Verbindung
quality-good = Gute Verbindung
quality-fair = Mäßige Verbindung
quality-poor = Schlechte Verbindung
weak-upload = Nicht alles, was du sendest, kommt an. Näher am Router wird es besser, oder mit „Daten sparen“.
weak-computer = Dein Computer hat viel zu tun, darum ist dein Bild kleiner. Schließe andere Programme.
weak-download = Nicht alles, was dein Gegenüber sendet, kommt hier an.
weak-distance = Was eine Seite sagt, hört die andere spät.
connection-none = Die Zahlen erscheinen, solange ihr verbunden seid.
connection-route = Weg
connection-direct = direkt
connection-relay = über ein Relay
connection-round-trip = Hin und zurück
connection-jitter = Schwankung
connection-freezes = So oft stand das Bild
connection-figures = Zahlen nach Richtung
connection-direction = Was
connection-sent = Du sendest
connection-received = Du empfängst
connection-bitrate = Daten
connection-loss = Verloren
connection-picture = Bild
connection-frames = Bilder pro Sekunde
connection-codec = Kodierung
connection-unknown = unbekannt
milliseconds = { $value } ms
kilobits = { $value } kbit/s
percent = { $value } %
picture-size = { $width } × { $height }
data-saver = Daten sparen
data-saver-hint = Dein Bild geht kleiner hinaus: etwa 2,5 MB in der Minute.
relay-only = Meine Adresse verbergen
relay-only-hint = Fremde erfahren die Adresse eines Relays statt deiner. Es gilt ab deinem nächsten Gegenüber.
relay-only-unavailable = Diese Seite hat kein Relay, darum lässt sich deine Adresse hier nicht verbergen.
detail-reconnecting = Die Verbindung ist abgerissen und wird erneuert. „Weiter“ bringt dich zu jemand anderem.
notice-connection-lost = Die Verbindung zu { $name } ist abgerissen und ließ sich nicht erneuern. Drücke „Weiter“ für jemand anderen, oder lade die Seite neu für denselben Raum.
notice-no-relay-offered = Du verbirgst deine Adresse, aber diese Seite hat kein Relay. Erlaube unter „Verbindung“ direkte Anrufe und drücke dann „Weiter“.
notice-no-relay-reached = Dein Anruf wäre über ein Relay gegangen, aber keines war erreichbar. Versuche ein anderes Netz, oder drücke „Weiter“ für einen neuen Versuch.

## Studio: network check

network-check = Netz
network-check-start = Mein Netz prüfen
network-check-running = Dein Netz wird geprüft…
network-check-direct = Dein Netz ist in Ordnung: Anrufe gehen direkt von dir zu deinem Gegenüber.
network-check-relay-only = Dein Netz lässt Anrufe nur über ein Relay zu. Sie gehen, aber vielleicht etwas langsamer.
network-check-blocked = Dein Netz sperrt Videoanrufe. Versuche ein anderes, oder das deines Telefons.
network-check-offline = Die Seite war nicht erreichbar. Sieh nach, ob du online bist, und prüfe dann noch einmal.
network-check-untold = Diese Seite hat niemanden, der etwas über dein Netz sagen kann. Anrufe in deinem eigenen Netz gehen.

## Call: settings, keys and leaving

shortcuts = Tastenkürzel
shortcuts-turn-off = Tastenkürzel ausschalten
shortcuts-turn-on = Tastenkürzel einschalten
shortcuts-hint = Einzelne Buchstaben steuern den Anruf, außer während du schreibst.
shortcuts-are-off = Sie sind in den Optionen ausgeschaltet.
shortcut-mute = Mikrofon aus- oder einschalten
shortcut-camera = Kamera aus- oder einschalten
shortcut-next = Weiter zur nächsten Person
shortcut-chat = Im Chat schreiben
shortcut-full-screen = Vollbild
shortcut-picture-in-picture = Bild im Bild
shortcut-help = Diese Übersicht
shortcut-arrows = Das eigene Bild verschieben, solange sein Griff den Fokus hat
shortcut-escape = Schließen, was offen ist
controls-keep = Bedienelemente immer zeigen
controls-hide = Ruhende Bedienelemente ausblenden
controls-hide-hint = Nach drei Sekunden ohne Mausbewegung verlassen die Bedienelemente das Bild. Jede Bewegung bringt sie zurück.
veil-turn-off = Fremde sofort zeigen
veil-turn-on = Fremde zuerst unscharf zeigen
veil-hint = Das Bild von Fremden ist zuerst unscharf und wird nach etwa zwei Sekunden klar, oder wenn du darauf drückst.
veil-lift = Bild zeigen
leave = Den Anruf verlassen?
leave-text = Du bist im Gespräch mit { $name }. Wenn du diese Seite verlässt, endet es.
leave-stay = Bleiben
leave-go = Anruf verlassen

## Call: report and block

report = { $name } melden
report-reason = Was ist geschehen?
report-nudity = Nacktheit oder sexuelle Handlungen
report-harassment = Belästigung, Hass oder Drohungen
report-violence = Gewalt oder Gefahr
report-underage = Wirkt jünger als 18
report-spam = Werbung oder Betrug
report-other = Etwas anderes
report-choose = Bitte wähle, was geschehen ist.
report-chat = { $count ->
    [one] Die letzte Zeile des Chats beifügen
   *[other] Die letzten { $count } Zeilen des Chats beifügen
}
report-lines = Zeilen, die beigefügt werden
report-still = Ein Bild aus dem Video beifügen
report-still-alt = Das Bild, das beigefügt wird
report-sealed = Chat und Bild werden in deinem Browser verschlüsselt: Nur die Betreiber dieser Seite können sie lesen. Nach 30 Tagen sind sie vergessen.
report-reason-only = Nur der Grund wird gesendet, kein Chat und kein Bild.
report-send = Meldung senden
report-cancel = Abbrechen
block = { $name } blockieren
block-too = { $name } auch blockieren: Das Gespräch endet, und ihr begegnet euch nicht wieder
block-hint = Das Gespräch endet, und ihr begegnet euch nicht wieder, mindestens 30 Tage lang.

## Rules

rules = Regeln
rules-read = Regeln lesen
rules-title = Regeln
rules-description = Was von allen erwartet wird, die auf Live Loop jemanden anrufen.
rules-lead = Am anderen Ende ist ein Mensch. Fünf Dinge machen es für beide angenehm.
rules-age = Du bist mindestens 18
rules-age-text = Diese Seite ist für Erwachsene. Wer einem Gespräch beitritt, bestätigt, erwachsen zu sein.
rules-kind = Sei freundlich
rules-kind-text = Kein Hass, keine Drohungen, keine Belästigung. Wer genug hat, darf gehen, ohne ein Wort.
rules-dressed = Bleib angezogen
rules-dressed-text = Keine Nacktheit und keine sexuellen Handlungen vor der Kamera.
rules-private = Was du siehst, bleibt hier
rules-private-text = Nimm niemanden auf und dränge niemanden zu Name, Adresse oder Geld.
rules-law = Nichts Verbotenes
rules-law-text = Keine Gewalt, keine Gefahr für andere, keine Werbung, kein Betrug.
rules-help = Wenn sich jemand nicht daran hält
rules-help-text = Drücke „Weiter“ oder „Stopp“. Unter „Personen“ kannst du dein Gegenüber melden oder blockieren; wen du blockierst, triffst du nicht wieder.
rules-kept = Wer oft gemeldet wird oder nur durch die Leute hetzt, wartet einige Stunden lang länger auf das nächste Gegenüber. Die Betreiber dieser Seite können jemanden bis zu 30 Tage ausschließen. Was darüber aufbewahrt wird, steht unter einem Pseudonym, nie unter einem Namen.
