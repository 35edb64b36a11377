# English: the first language, to which the others are held by a test (src/i18n/tests.rs).
# Fluent syntax: https://projectfluent.org/fluent/guide/

## Every page

brand = Live Loop
skip-link = Skip to the content
nav-main = Main
nav-home = Home
nav-studio = Studio
footer-free = is free software: anyone may host it, read it and change it (MIT licence).
language = Language
language-change = Change
needs-script = Video calls need JavaScript. Please switch it on for this site, then reload the page.
start-trouble = Live Loop could not start in this browser.
start-trouble-advice = Please reload the page. If that does not help, try a current Chrome, Edge, Firefox or Safari, and switch off extensions that block WebAssembly.
dismiss = Dismiss

## An address that is no page

not-found-title = Page not found
not-found-description = There is no page at this address on Live Loop.
not-found = There is nothing here
not-found-advice = The address may be mistyped, or the page has moved on to the next partner.
not-found-back = Back to the start

## Home

home-title = Meet someone new, face to face
home-description = Video calls in the browser with someone new: no account, nothing to install, picture and sound straight from one to the other.
hero = Somebody out there would like to say hello
hero-lead = Live Loop brings two people face to face in the browser. No account, nothing to install. Stay as long as you like, then go on to the next.
hero-start = Start a call
hero-how = How it works
hero-adults = For adults, 18 or older.
hero-encrypted = Picture and sound go encrypted from browser to browser
hero-not-recorded = Calls are never recorded by this site
hero-one-click = One click ends it, any time
set-up = How to set up
set-up-lead = Three steps, about half a minute.
set-up-mirror = Look into the mirror
set-up-mirror-text = In the Studio, turn on camera and microphone. Your browser asks you first; nobody sees you yet. Choose the devices, and watch the level move as you speak.
set-up-name = Say who you are
set-up-name-text = Write the name that your partner will see, and press Join. This browser remembers it for the next time.
set-up-next = Press Next
set-up-next-text = You meet whoever is free. Talk, write, mute yourself, turn the camera off. Next brings someone else, Stop ends it.
contact = Contact us
contact-lead = A question, a wish, something that went wrong? Write to the people who run this site.
contact-email = Your email
contact-message = Your message
contact-send = Send message
contact-sent = Thank you: your message is with us.
contact-bad-email = Please give an email address that we can answer to, such as ada@example.org.
contact-bad-message = Please write a message, of at most { $most } characters.
contact-too-many = Thank you, but that is a lot of messages at once. Please try again in { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}.
contact-unavailable = Your message could not be taken just now. Please try again in a minute.

## A friend by link

invite = Invite a friend
invite-title = Your private room
invite-lead = Whoever opens this link meets you, and nobody else. Send it to one friend, then go there.
invite-link = Link
invite-copy = Copy link
invite-share = Share
invite-share-title = A video call on Live Loop
invite-code = QR code of the link
invite-go = Go to the room
invite-too-many = That is a lot of rooms at once. Please try again in { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}.
invite-unavailable = The room could not be made just now. Please try again in a minute.
room-new = Make a new link
room-try-again = Try again
room-stranger = Meet someone new
copied = Copied
copy-failed = Could not copy
close = Close

## Studio

studio-title = Studio
studio-description = Check your camera, your microphone and your name before the call begins.
studio = Your Studio
studio-lead = Get ready in your own time: nobody sees or hears you here.
studio-lead-room = A friend invited you to a private room. Get ready, then join them.
studio-devices = Devices
camera = Camera
microphone = Microphone
camera-number = Camera { $number }
microphone-number = Microphone { $number }
device-default = The browser’s choice
level = Microphone level
speaker = Speaker
speaker-number = Speaker { $number }
lost-camera = Your camera is gone. Now in use: { $now }.
lost-camera-only = Your camera is gone. As soon as it is back, it goes on.
lost-microphone = Your microphone is gone. Now in use: { $now }.
lost-microphone-only = Your microphone is gone. As soon as it is back, it goes on.
lost-speaker = Your speaker is gone. Now in use: { $now }.
lost-speaker-unnamed = Your speaker is gone. The system’s own is in use now.
name = Your name
name-hint = Your partner sees it. Any name will do.
name-missing = Please write a name, so that your partner knows what to call you.
name-too-long = Please choose a shorter name, of at most { $most } characters.
name-unfit = This name has invisible characters in it. Please write it anew.
join = Join
join-agree = By joining you confirm that you are 18 or older and follow the rules.
join-devices-first = Please choose first how to go on: try the devices again, or continue with audio only or without them.
preview = Preview
preview-video = Your preview
preview-turn-on = Turn on camera and microphone
preview-will-ask = Your browser will ask for your permission.
preview-asking = Your browser is asking: please allow camera and microphone.
preview-audio-only = Your camera stays off: you will be heard, not seen.
preview-without = You go without camera and microphone: you see, hear and write.
preview-none = No picture yet.
trouble = Trouble with the devices
trouble-again = Try again
trouble-audio-only = Continue with audio only
trouble-without = Continue without devices
trouble-refused = The browser did not let us use camera and microphone.
trouble-refused-advice = Allow them for this site by the symbol beside the address, or in the system’s privacy settings, then try again.
trouble-not-found = No camera or microphone was found.
trouble-not-found-advice = Plug one in or switch it on, then try again.
trouble-in-use = Camera or microphone is in use elsewhere.
trouble-in-use-advice = Close the other program or tab that uses it, then try again.
trouble-insecure = Browsers give camera and microphone to secure addresses only.
trouble-insecure-advice = Open this site by an address that begins with https://, or by localhost.
trouble-other = Camera and microphone did not start.
trouble-other-advice = Try again, choose another device, or restart the browser.
about-you = About you
about-you-lead = Optional: picture, interests, languages
about-you-lead-room = Optional: a picture
picture = Picture
picture-hint = Your partner sees it beside your name. It is forgotten when you close this tab.
picture-take = Take a picture
picture-remove = Remove picture
picture-yours = Your picture
picture-camera-first = Turn on the camera first.
picture-failed = There was nothing to see yet. Please try again.
interests = Interests
interests-hint = Up to { $most }, each of at most { $characters } characters. Whoever shares one meets you first.
interests-yours = Your interests
interest-add = Add interest
languages = Languages you speak
languages-hint = Up to { $most }. You meet people who share one of them.
languages-yours = Your languages
language-choose = Choose a language
language-add = Add language
language-suggestion = Add { $language }
word-remove = Remove { $word }
word-added = Added: { $word }
word-removed = Removed: { $word }
word-unfit = That is too long, or has invisible characters in it.
word-full = There are { $most } already. Remove one first.
word-twice = That is in the list already.
trials = Test your devices
trials-lead = Speaker, sound and echo
trial-sound = Play test sound
trial-echo = Record three seconds
trial-progress = Recording
trial-none = The recording is played to you and then forgotten: it never leaves this browser.
trial-no-microphone = To record, turn on the microphone first.
trial-sound-playing = You should hear two notes now.
trial-recording = Say something…
trial-echo-playing = This is how others hear you.
trial-failed = That did not work. Look whether speaker and microphone are there, then try again.

## Call: where it stands

call-title = Call
call-description = A video call between two people on Live Loop.
call = Call
status-idle = Ready when you are
status-waiting = Waiting for someone…
status-connecting = Connecting…
status-connected = Connected to { $name }
status-left = { $name } left
status-ended = Call ended
status-held-up = The service is out of reach for a moment. It goes on by itself.
detail-idle = Press Next to meet someone.
detail-first = You are the first one here: whoever comes next meets you.
detail-place = You are number { $position } of { $waiting } in line.
detail-room = The link to this room is good until { $moment }.
detail-connecting = { $name } is there, the picture follows.
detail-shared = You both like { $interests }.
detail-away = { $name } lost the link to the server; picture and sound may well go on.
detail-over = Press Next to meet someone else.
detail-shut-out = Make a new link for your friend, or meet someone new.
wait = Waited so far:
wait-drop-interests = Drop interests
wait-widened = By now interests do not matter any more: whoever comes next meets you.
again = Talk again with { $name }
again-wanted = { $name } would like to talk again.
again-asked = { $name } was asked. If they want it too, you meet again.
auto-next = Go on by itself when someone leaves
next-in = Next in { $seconds } s
next-stay = Stay here

## Call: stage and controls

stage = Stage
remote-video = Remote video
own-video = Your video
sound-tap = Tap for sound
partner-devices = Partner’s devices
partner-microphone-off = { $name }’s microphone is off
partner-camera-off = { $name }’s camera is off
controls = Call controls
mute = Mute microphone
mute-short = Mute
unmute = Unmute microphone
unmute-short = Unmute
camera-turn-off = Turn camera off
camera-turn-off-short = Camera off
camera-turn-on = Turn camera on
camera-turn-on-short = Camera on
stop = Stop
next = Next
corner-top-start = upper left
corner-top-end = upper right
corner-bottom-start = lower left
corner-bottom-end = lower right
own-move = Move your picture, now { $corner }
own-move-hint = Drag it, or use the arrow keys
own-fold = Hide your picture
own-unfold = Show your picture
more = More controls
more-short = More
volume = Partner’s volume
camera-flip = Turn to the other camera
fit-fill = Fill the stage
fit-whole = Show the whole picture
picture-open = Picture in picture
picture-leave = Leave picture in picture
full-screen = Full screen
full-screen-leave = Leave full screen

## Call: toasts

toasts = What just happened
toast-microphone-on = { $name } can be heard again.
toast-microphone-off = { $name } turned the microphone off.
toast-camera-on = { $name } turned the camera on.
toast-camera-off = { $name } turned the camera off.
toast-back = { $name } is back at the server.
toast-device-in = A device was plugged in. Choose it under Devices.
toast-device-out = A device was unplugged.

## Call: notices

link-lost-in-call = Reconnecting to the server… your call goes on.
link-lost = Reconnecting to the server…
notice-devices-refused = Your camera or microphone may not be used. Allow it beside the page’s address, then turn it on again.
notice-devices-not-found = Your camera or microphone was not found. Plug it in, then turn it on again.
notice-devices-in-use = Another program uses your camera or microphone. Close it, then turn it on again.
notice-devices-insecure = Camera and microphone work only where the page comes over HTTPS.
notice-devices-other = Your camera or microphone could not be started. Try to turn it on again.
notice-not-sent-without-chat = The message was not sent: this call goes on without chat.
notice-not-sent-alone = The message was not sent: nobody is in the call.
notice-not-sent-refused = The message was not sent: the server did not accept it.
notice-server-restarted = The server was restarted. Your call goes on, but chat will work again only in a new call.
notice-partner-without-server = { $name } lost the server. Your call goes on, but without chat.
notice-taken-over = This page’s place was taken by another. To go on here, load the page again.
notice-taken-over-in-call = This page’s place was taken by another. Your call goes on, but without chat.
notice-outdated = Live Loop was updated. Please load this page again.
notice-outdated-in-call = Live Loop was updated. Your call goes on, but without chat.
notice-not-connected = Could not connect to { $name }. A firewall may stand between you: try another network, or press Next.
notice-room-full = Two people are already in this room.
notice-room-not-found = This room does not exist any more. Ask for a new link.
notice-room-expired = The link has expired: nobody can come by it any more.
notice-not-again = { $name } did not come back.
notice-reported = Thank you: your report is with the people who run this site.
notice-not-reported = Your report came too late and was not taken. Please write to us by the contact form.
notice-banned = Because of reports you are excluded from calls here for { $hours ->
    [one] another hour
   *[other] another { $hours } hours
}. Please read the rules.
notice-details-refused = The server did not accept your details. Check your name in the Studio.

## Call: menu

menu = Call menu
menu-panel = Side panel
menu-chat = Chat
menu-chat-news = { $count ->
    [one] , { $count } new message
   *[other] , { $count } new messages
}
menu-people = People
menu-devices = Devices
menu-settings = Settings
menu-help = Help
menu-close = Close side panel
menu-open = Open side panel
devices-hint = A change takes effect at once, also in mid-call.
chat-log = Chat messages
chat-nobody = Here you can write as soon as someone is there.
chat-typing = { $name } is writing…
chat-message = Message
chat-placeholder = Write something kind
chat-send = Send
chat-sending = Sending…
chat-given-up = May not have arrived
chat-delivered = Delivered
chat-copy = Copy message
chat-new = New messages
chat-emoji = Emoji
chat-left = { $count ->
    [one] { $count } character left
   *[other] { $count } characters left
}
chat-too-long = { $count ->
    [one] { $count } character too many
   *[other] { $count } characters too many
}
chat-limit = A message has at most { $most } characters.
you = You
people-alone = Nobody else is here yet.
person-microphone-on = Microphone on
person-microphone-off = Microphone off
person-camera-on = Camera on
person-camera-off = Camera off
help-next = Leaves this call, if there is one, and looks for someone new.
help-stop = Ends the call or the wait. Nobody is looked for until you press Next.
help-unheard = They cannot hear or see you?
help-unheard-text = Look whether you are muted or your camera is off, then choose another device under Devices.
help-silent = You hear nothing?
help-silent-text = Your partner may be muted: People tells. Some browsers wait for a tap before they play sound.
help-no-picture = No picture comes?
help-no-picture-text = Strict company networks block video calls. Try another network, or your phone’s.
help-unpleasant = Somebody is unpleasant?
help-unpleasant-text = Press Next or Stop. You owe nobody a goodbye. Under People you can report or block them, and after the call report them for a minute.
person-speaks = , speaking

## Call: connection

connection = Connection
quality-good = Good connection
quality-fair = Fair connection
quality-poor = Poor connection
weak-upload = Not everything that you send arrives. A place nearer to the router, or the data saver, helps.
weak-computer = Your computer has much to do, so your picture is smaller. Closing other programs helps.
weak-download = Not everything that your partner sends comes in.
weak-distance = What one of you says reaches the other late.
connection-none = The figures appear while you are connected.
connection-route = Way
connection-direct = direct
connection-relay = through a relay
connection-round-trip = There and back
connection-jitter = Variation
connection-freezes = Times the picture froze
connection-figures = Figures by direction
connection-direction = What
connection-sent = You send
connection-received = You receive
connection-bitrate = Data
connection-loss = Lost
connection-picture = Picture
connection-frames = Pictures per second
connection-codec = Encoding
connection-unknown = unknown
milliseconds = { $value } ms
kilobits = { $value } kbit/s
percent = { $value } %
picture-size = { $width } × { $height }
data-saver = Data saver
data-saver-hint = Your picture goes out smaller: about 2.5 MB a minute.
relay-only = Hide my address
relay-only-hint = Strangers get to know a relay’s address instead of yours. It holds from your next partner on.
relay-only-unavailable = This site has no relay, so your address cannot be hidden here.
detail-reconnecting = The connection broke off and is being mended. Next brings someone else.
notice-connection-lost = The connection to { $name } broke off and could not be mended. Press Next to meet someone else, or load the page again for the same room.
notice-no-relay-offered = You hide your address, but this site has no relay. Under Connection, allow direct calls, then press Next.
notice-no-relay-reached = Your call would have gone through a relay, but none could be reached. Try another network, or press Next to try again.

## Studio: network check

network-check = Network
network-check-start = Check my network
network-check-running = Checking your network…
network-check-direct = Your network is fine: calls can go straight from you to your partner.
network-check-relay-only = Your network lets calls through a relay only. They work, but may be a little slower.
network-check-blocked = Your network blocks video calls. Try another one, or your phone’s.
network-check-offline = The site could not be reached. Look whether you are online, then check again.
network-check-untold = This site has nobody to ask about your network. Calls within your own network work.

## Call: settings, keys and leaving

shortcuts = Keyboard shortcuts
shortcuts-turn-off = Turn keyboard shortcuts off
shortcuts-turn-on = Turn keyboard shortcuts on
shortcuts-hint = Single letters act on the call, except while you write.
shortcuts-are-off = They are switched off in the settings.
shortcut-mute = Mute or unmute the microphone
shortcut-camera = Turn the camera off or on
shortcut-next = Go on to the next partner
shortcut-chat = Write in the chat
shortcut-full-screen = Full screen
shortcut-picture-in-picture = Picture in picture
shortcut-help = This sheet
shortcut-arrows = Move your own picture, while its handle has the focus
shortcut-escape = Close what is open
controls-keep = Always show the controls
controls-hide = Hide resting controls
controls-hide-hint = After three seconds without a move of the mouse, the controls leave the picture. Any move brings them back.
veil-turn-off = Show strangers at once
veil-turn-on = Blur strangers at first
veil-hint = A stranger’s picture begins blurred, and clears after about two seconds or when you press it.
veil-lift = Show the picture
leave = Leave the call?
leave-text = You are in a call with { $name }. Leaving this page ends it.
leave-stay = Stay
leave-go = Leave the call

## Call: report and block

report = Report { $name }
report-reason = What happened?
report-nudity = Nudity or sexual acts
report-harassment = Harassment, hate or threats
report-violence = Violence or danger
report-underage = Seems to be under 18
report-spam = Advertising or fraud
report-other = Something else
report-choose = Please choose what happened.
report-chat = { $count ->
    [one] Include the last line of the chat
   *[other] Include the last { $count } lines of the chat
}
report-lines = Lines that are included
report-still = Include one picture of their video
report-still-alt = The picture that is included
report-sealed = Chat and picture are encrypted in your browser: only the people who run this site can read them. They are forgotten after 30 days.
report-reason-only = Only the reason is sent, no chat and no picture.
report-send = Send report
report-cancel = Cancel
block = Block { $name }
block-too = Block { $name }, too: the call ends, and you do not meet again
block-hint = The call ends, and you two do not meet again, at least for 30 days.

## Rules

rules = Rules
rules-read = Read the rules
rules-title = Rules
rules-description = What is expected of everybody who calls somebody on Live Loop.
rules-lead = Somebody else is at the other end. Five things make it pleasant for both.
rules-age = You are 18 or older
rules-age-text = This site is for adults. By joining a call you confirm that you are one.
rules-kind = Be kind
rules-kind-text = No hate, no threats, no harassment. Whoever has had enough may go, without a word.
rules-dressed = Stay dressed
rules-dressed-text = No nudity and no sexual acts in front of the camera.
rules-private = What you see stays here
rules-private-text = Do not record anyone, and do not press anyone for a name, an address or money.
rules-law = Nothing against the law
rules-law-text = No violence, no danger to anyone, no advertising, no fraud.
rules-help = If somebody does not keep to them
rules-help-text = Press Next or Stop. Under People you can report or block your partner; whom you block you do not meet again.
rules-kept = Whoever is reported often, or only rushes through people, waits longer for the next partner for some hours. The people who run this site may exclude somebody for up to 30 days. What is kept of it stands under a pseudonym, never under a name.
