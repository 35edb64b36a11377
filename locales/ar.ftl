# Arabic

## Every page

brand = Live Loop
skip-link = انتقل إلى المحتوى
nav-main = القائمة الرئيسية
nav-home = الرئيسية
nav-studio = الاستوديو
footer-free = برنامج حر: يحق لأي شخص استضافته وقراءته وتعديله (رخصة MIT).
language = اللغة
language-change = تغيير
needs-script = تحتاج مكالمات الفيديو إلى JavaScript. فعّلها لهذا الموقع ثم أعد تحميل الصفحة.
start-trouble = تعذّر تشغيل Live Loop في هذا المتصفح.
start-trouble-advice = أعد تحميل الصفحة. إن لم ينفع ذلك فجرّب إصدارًا حديثًا من Chrome أو Edge أو Firefox أو Safari، وأوقف الإضافات التي تحجب WebAssembly.
dismiss = إغلاق

## An address that is no page

not-found-title = الصفحة غير موجودة
not-found-description = لا توجد صفحة بهذا العنوان في Live Loop.
not-found = لا شيء هنا
not-found-advice = ربما كُتب العنوان خطأً، أو انتقلت الصفحة إلى الشريك التالي.
not-found-back = العودة إلى البداية

## Home

home-title = قابل شخصًا جديدًا وجهًا لوجه
home-description = مكالمات فيديو في المتصفح مع شخص جديد: بلا حساب وبلا تثبيت، والصورة والصوت مباشرة من جهاز إلى جهاز.
hero = هناك من يودّ أن يقول لك مرحبًا
hero-lead = يجمع Live Loop شخصين وجهًا لوجه في المتصفح. بلا حساب وبلا تثبيت. ابقَ ما شئت، ثم انتقل إلى التالي.
hero-start = ابدأ مكالمة
hero-how = كيف يعمل
hero-adults = للبالغين، 18 سنة فأكثر.
hero-encrypted = الصورة والصوت مشفّران من متصفح إلى متصفح
hero-not-recorded = لا يسجّل هذا الموقع المكالمات أبدًا
hero-one-click = نقرة واحدة تنهي المكالمة في أي وقت
set-up = كيف تستعد
set-up-lead = ثلاث خطوات، نحو نصف دقيقة.
set-up-mirror = انظر في المرآة
set-up-mirror-text = شغّل الكاميرا والميكروفون في الاستوديو. يسألك متصفحك أولًا، ولا يراك أحد بعد. اختر الأجهزة وراقب المستوى وهو يتحرك حين تتكلم.
set-up-name = قل من أنت
set-up-name-text = اكتب الاسم الذي سيراه شريكك، ثم اضغط «انضمام». يتذكره هذا المتصفح للمرة القادمة.
set-up-next = اضغط «التالي»
set-up-next-text = تلتقي بمن هو متاح. تكلّم، اكتب، اكتم صوتك، أطفئ الكاميرا. «التالي» يأتي بشخص آخر، و«إيقاف» ينهي المكالمة.
contact = اتصل بنا
contact-lead = سؤال أو رغبة أو شيء لم يعمل؟ اكتب إلى من يدير هذا الموقع.
contact-email = بريدك الإلكتروني
contact-message = رسالتك
contact-send = أرسل الرسالة
contact-sent = شكرًا لك: وصلتنا رسالتك.
contact-bad-email = اكتب عنوان بريد إلكتروني يمكننا الرد عليه، مثل ada@example.org.
contact-bad-message = اكتب رسالة لا تزيد على { $most } حرف.
contact-too-many = شكرًا لك، لكن هذه رسائل كثيرة دفعة واحدة. حاول مجددًا بعد { $minutes ->
    [one] دقيقة
    [two] دقيقتين
    [few] { $minutes } دقائق
   *[other] { $minutes } دقيقة
}.
contact-unavailable = تعذّر استلام رسالتك الآن. حاول مجددًا بعد دقيقة.

## A friend by link

invite = ادعُ صديقًا
invite-title = غرفتك الخاصة
invite-lead = من يفتح هذا الرابط يلتقي بك وحدك. أرسله إلى صديق واحد ثم ادخل الغرفة.
invite-link = الرابط
invite-copy = انسخ الرابط
invite-share = شارك
invite-share-title = مكالمة فيديو على Live Loop
invite-code = رمز QR للرابط
invite-go = ادخل الغرفة
invite-too-many = هذه غرف كثيرة دفعة واحدة. حاول مجددًا بعد { $minutes ->
    [one] دقيقة
    [two] دقيقتين
    [few] { $minutes } دقائق
   *[other] { $minutes } دقيقة
}.
invite-unavailable = تعذّر إنشاء الغرفة الآن. حاول مجددًا بعد دقيقة.
room-new = أنشئ رابطًا جديدًا
room-try-again = حاول مجددًا
room-stranger = قابل شخصًا جديدًا
copied = نُسخ
copy-failed = تعذّر النسخ
close = إغلاق

## Studio

studio-title = الاستوديو
studio-description = افحص الكاميرا والميكروفون والاسم قبل أن تبدأ المكالمة.
studio = استوديوك
studio-lead = استعد على مهلك: لا أحد يراك أو يسمعك هنا.
studio-lead-room = دعاك صديق إلى غرفة خاصة. استعد ثم انضم إليه.
studio-devices = الأجهزة
camera = الكاميرا
microphone = الميكروفون
camera-number = كاميرا { $number }
microphone-number = ميكروفون { $number }
device-default = اختيار المتصفح
level = مستوى الميكروفون
speaker = مكبر الصوت
speaker-number = مكبر الصوت { $number }
lost-camera = اختفت كاميرتك. المستخدمة الآن: { $now }.
lost-camera-only = اختفت كاميرتك. ستعمل من جديد حالما تعود.
lost-microphone = اختفى ميكروفونك. المستخدم الآن: { $now }.
lost-microphone-only = اختفى ميكروفونك. سيعمل من جديد حالما يعود.
lost-speaker = اختفى مكبر الصوت. المستخدم الآن: { $now }.
lost-speaker-unnamed = اختفى مكبر الصوت. يُستخدم الآن مكبر النظام.
name = اسمك
name-hint = يراه شريكك. أي اسم يصلح.
name-missing = اكتب اسمًا ليعرف شريكك بماذا يناديك.
name-too-long = اختر اسمًا أقصر، لا يزيد على { $most } حرفًا.
name-unfit = في هذا الاسم رموز غير مرئية. اكتبه من جديد.
join = انضمام
join-agree = بانضمامك تؤكد أن عمرك 18 سنة أو أكثر وأنك تلتزم بالقواعد.
join-devices-first = اختر أولًا كيف تتابع: جرّب الأجهزة مجددًا، أو تابع بالصوت فقط أو بدون أجهزة.
preview = معاينة
preview-video = معاينتك
preview-turn-on = شغّل الكاميرا والميكروفون
preview-will-ask = سيطلب متصفحك إذنك.
preview-asking = متصفحك يسأل: اسمح بالكاميرا والميكروفون.
preview-audio-only = تبقى كاميرتك مطفأة: تُسمَع ولا تُرى.
preview-without = تدخل بلا كاميرا وبلا ميكروفون: ترى وتسمع وتكتب.
preview-none = لا صورة بعد.
trouble = مشكلة في الأجهزة
trouble-again = حاول مجددًا
trouble-audio-only = تابع بالصوت فقط
trouble-without = تابع بدون أجهزة
trouble-refused = لم يسمح لنا المتصفح باستخدام الكاميرا والميكروفون.
trouble-refused-advice = اسمح بهما لهذا الموقع من الرمز بجانب العنوان، أو في إعدادات الخصوصية في النظام، ثم حاول مجددًا.
trouble-not-found = لم يُعثر على كاميرا أو ميكروفون.
trouble-not-found-advice = وصّل جهازًا أو شغّله، ثم حاول مجددًا.
trouble-in-use = الكاميرا أو الميكروفون قيد الاستخدام في مكان آخر.
trouble-in-use-advice = أغلق البرنامج أو علامة التبويب الأخرى، ثم حاول مجددًا.
trouble-insecure = لا تعطي المتصفحات الكاميرا والميكروفون إلا للعناوين الآمنة.
trouble-insecure-advice = افتح هذا الموقع بعنوان يبدأ بـ https:// أو عبر localhost.
trouble-other = لم تعمل الكاميرا والميكروفون.
trouble-other-advice = حاول مجددًا، أو اختر جهازًا آخر، أو أعد تشغيل المتصفح.
about-you = عنك
about-you-lead = اختياري: صورة واهتمامات ولغات
about-you-lead-room = اختياري: صورة
picture = صورة
picture-hint = يراها شريكك بجانب اسمك. تُنسى عندما تغلق علامة التبويب هذه.
picture-take = التقط صورة
picture-remove = أزل الصورة
picture-yours = صورتك
picture-camera-first = شغّل الكاميرا أولًا.
picture-failed = لم يكن هناك ما يُرى بعد. حاول مجددًا.
interests = الاهتمامات
interests-hint = حتى { $most }، لا يزيد كل منها على { $characters } حرفًا. من يشاركك أحدها يلتقيك أولًا.
interests-yours = اهتماماتك
interest-add = أضف اهتمامًا
languages = اللغات التي تتكلمها
languages-hint = حتى { $most }. تلتقي من يتكلم إحداها.
languages-yours = لغاتك
language-choose = اختر لغة
language-add = أضف لغة
language-suggestion = أضف { $language }
word-remove = أزل { $word }
word-added = أُضيف: { $word }
word-removed = أُزيل: { $word }
word-unfit = هذا طويل جدًا، أو فيه رموز غير مرئية.
word-full = لديك { $most } بالفعل. أزل واحدًا أولًا.
word-twice = هذا في القائمة بالفعل.
trials = جرّب أجهزتك
trials-lead = مكبر الصوت والصوت والصدى
trial-sound = شغّل صوتًا تجريبيًا
trial-echo = سجّل ثلاث ثوانٍ
trial-progress = تسجيل
trial-none = يُشغَّل لك التسجيل ثم يُنسى: لا يغادر هذا المتصفح أبدًا.
trial-no-microphone = للتسجيل، شغّل الميكروفون أولًا.
trial-sound-playing = ينبغي أن تسمع الآن نغمتين.
trial-recording = قل شيئًا…
trial-echo-playing = هكذا يسمعك الآخرون.
trial-failed = لم ينجح ذلك. تأكد من وجود مكبر الصوت والميكروفون ثم حاول مجددًا.

## Call: where it stands

call-title = مكالمة
call-description = مكالمة فيديو بين شخصين على Live Loop.
call = مكالمة
status-idle = جاهز حين تكون جاهزًا
status-waiting = في انتظار شخص ما…
status-connecting = جارٍ الاتصال…
status-connected = متصل مع { $name }
status-left = غادر { $name }
status-ended = انتهت المكالمة
status-held-up = الخدمة غير متاحة للحظة. ستستمر من تلقاء نفسها.
detail-idle = اضغط «التالي» لتلتقي بشخص.
detail-first = أنت الأول هنا: من يأتي بعدك يلتقي بك.
detail-place = أنت رقم { $position } من { $waiting } في الدور.
detail-room = رابط هذه الغرفة صالح حتى { $moment }.
detail-connecting = { $name } هنا، والصورة قادمة.
detail-shared = كلاكما يحب { $interests }.
detail-away = فقد { $name } الاتصال بالخادم؛ قد تستمر الصورة والصوت.
detail-over = اضغط «التالي» لتلتقي بشخص آخر.
detail-shut-out = أنشئ رابطًا جديدًا لصديقك، أو قابل شخصًا جديدًا.
wait = مدة الانتظار:
wait-drop-interests = تجاهل الاهتمامات
wait-widened = لم تعد الاهتمامات مهمة الآن: ستلتقي بأول من يأتي.
again = تحدث مجددًا مع { $name }
again-wanted = يود { $name } أن يتحدث معك مجددًا.
again-asked = سُئل { $name }، فإن أراد هو أيضًا التقيتما مجددًا.
auto-next = انتقل تلقائيًا حين يغادر أحد
next-in = التالي بعد { $seconds } ث
next-stay = ابقَ هنا

## Call: stage and controls

stage = المسرح
remote-video = فيديو الشريك
own-video = الفيديو الخاص بك
sound-tap = انقر لسماع الصوت
partner-devices = أجهزة الشريك
partner-microphone-off = ميكروفون { $name } مطفأ
partner-camera-off = كاميرا { $name } مطفأة
controls = أدوات المكالمة
mute = كتم الميكروفون
mute-short = كتم
unmute = إلغاء كتم الميكروفون
unmute-short = إلغاء الكتم
camera-turn-off = إطفاء الكاميرا
camera-turn-off-short = إطفاء الكاميرا
camera-turn-on = تشغيل الكاميرا
camera-turn-on-short = تشغيل الكاميرا
stop = إيقاف
next = التالي
corner-top-start = أعلى اليمين
corner-top-end = أعلى اليسار
corner-bottom-start = أسفل اليمين
corner-bottom-end = أسفل اليسار
own-move = نقل صورتك، وهي الآن { $corner }
own-move-hint = اسحبها أو استخدم مفاتيح الأسهم
own-fold = إخفاء صورتك
own-unfold = إظهار صورتك
more = المزيد من عناصر التحكم
more-short = المزيد
volume = صوت الشريك
camera-flip = التبديل إلى الكاميرا الأخرى
fit-fill = ملء المسرح
fit-whole = إظهار الصورة كاملة
picture-open = صورة داخل صورة
picture-leave = إنهاء الصورة داخل الصورة
full-screen = ملء الشاشة
full-screen-leave = مغادرة ملء الشاشة

## Call: toasts

toasts = ما حدث للتو
toast-microphone-on = صار صوت { $name } مسموعًا من جديد.
toast-microphone-off = أُطفئ ميكروفون { $name }.
toast-camera-on = شُغّلت كاميرا { $name }.
toast-camera-off = أُطفئت كاميرا { $name }.
toast-back = عاد اتصال { $name } بالخادم.
toast-device-in = وُصل جهاز جديد. يمكنك اختياره من «الأجهزة».
toast-device-out = فُصل أحد الأجهزة.

## Call: notices

link-lost-in-call = إعادة الاتصال بالخادم… مكالمتك مستمرة.
link-lost = إعادة الاتصال بالخادم…
notice-devices-refused = لا يُسمح باستخدام الكاميرا أو الميكروفون. اسمح بهما بجانب عنوان الصفحة ثم شغّلهما مجددًا.
notice-devices-not-found = لم يُعثر على الكاميرا أو الميكروفون. وصّلهما ثم شغّلهما مجددًا.
notice-devices-in-use = برنامج آخر يستخدم الكاميرا أو الميكروفون. أغلقه ثم شغّلهما مجددًا.
notice-devices-insecure = لا تعمل الكاميرا والميكروفون إلا حين تأتي الصفحة عبر HTTPS.
notice-devices-other = تعذّر تشغيل الكاميرا أو الميكروفون. جرّب تشغيلهما مجددًا.
notice-not-sent-without-chat = لم تُرسل الرسالة: تستمر هذه المكالمة بلا دردشة.
notice-not-sent-alone = لم تُرسل الرسالة: لا أحد في المكالمة.
notice-not-sent-refused = لم تُرسل الرسالة: لم يقبلها الخادم.
notice-server-restarted = أُعيد تشغيل الخادم. مكالمتك مستمرة، لكن الدردشة لن تعمل إلا في مكالمة جديدة.
notice-partner-without-server = فقد { $name } الخادم. مكالمتك مستمرة، لكن بلا دردشة.
notice-taken-over = أخذت صفحة أخرى مكان هذه الصفحة. للمتابعة هنا أعد تحميل الصفحة.
notice-taken-over-in-call = أخذت صفحة أخرى مكان هذه الصفحة. مكالمتك مستمرة، لكن بلا دردشة.
notice-outdated = جرى تحديث Live Loop. أعد تحميل هذه الصفحة.
notice-outdated-in-call = جرى تحديث Live Loop. مكالمتك مستمرة، لكن بلا دردشة.
notice-not-connected = تعذّر الاتصال مع { $name }. ربما يقف جدار حماية بينكما: جرّب شبكة أخرى أو اضغط «التالي».
notice-room-full = في هذه الغرفة شخصان بالفعل.
notice-room-not-found = لم تعد هذه الغرفة موجودة. اطلب رابطًا جديدًا.
notice-room-expired = انتهت صلاحية الرابط: لم يعد بوسع أحد أن يأتي عبره.
notice-not-again = لم يعد { $name }.
notice-reported = شكرًا لك: وصل بلاغك إلى القائمين على هذا الموقع.
notice-not-reported = وصل بلاغك متأخرًا ولم يُقبل. يُرجى مراسلتنا عبر نموذج الاتصال.
notice-banned = بسبب البلاغات أنت مستبعد من المكالمات هنا لمدة { $hours ->
    [zero] { $hours } ساعة أخرى
    [one] ساعة أخرى
    [two] ساعتين أخريين
    [few] { $hours } ساعات أخرى
    [many] { $hours } ساعة أخرى
   *[other] { $hours } ساعة أخرى
}. يُرجى قراءة القواعد.
notice-details-refused = لم يقبل الخادم بياناتك. راجع اسمك في الاستوديو.

## Call: menu

menu = قائمة المكالمة
menu-panel = اللوحة الجانبية
menu-chat = الدردشة
menu-chat-news = { $count ->
    [one] ، رسالة جديدة واحدة
    [two] ، رسالتان جديدتان
    [few] ، { $count } رسائل جديدة
    [many] ، { $count } رسالة جديدة
   *[other] ، { $count } رسالة جديدة
}
menu-people = الأشخاص
menu-devices = الأجهزة
menu-settings = الإعدادات
menu-help = المساعدة
menu-close = إغلاق اللوحة الجانبية
menu-open = فتح اللوحة الجانبية
devices-hint = يسري التغيير فورًا، حتى أثناء المكالمة.
chat-log = رسائل الدردشة
chat-nobody = يمكنك الكتابة هنا حالما يأتي شخص.
chat-typing = { $name } يكتب…
chat-message = رسالة
chat-placeholder = اكتب شيئًا لطيفًا
chat-send = إرسال
chat-sending = جارٍ الإرسال…
chat-given-up = ربما لم تصل
chat-delivered = وصلت
chat-copy = انسخ الرسالة
chat-new = رسائل جديدة
chat-emoji = رموز تعبيرية
chat-left = { $count ->
    [zero] لم يبق أي حرف
    [one] بقي حرف واحد
    [two] بقي حرفان
    [few] بقيت { $count } أحرف
    [many] بقي { $count } حرفًا
   *[other] بقي { $count } حرف
}
chat-too-long = { $count ->
    [one] أكثر من المسموح بحرف واحد
    [two] أكثر من المسموح بحرفين
    [few] أكثر من المسموح بـ { $count } أحرف
    [many] أكثر من المسموح بـ { $count } حرفًا
   *[other] أكثر من المسموح بـ { $count } حرف
}
chat-limit = لا تزيد الرسالة على { $most } حرف.
you = أنت
people-alone = لا أحد غيرك هنا بعد.
person-microphone-on = الميكروفون يعمل
person-microphone-off = الميكروفون مطفأ
person-camera-on = الكاميرا تعمل
person-camera-off = الكاميرا مطفأة
help-next = يغادر هذه المكالمة إن وُجدت، ويبحث عن شخص جديد.
help-stop = ينهي المكالمة أو الانتظار. لا يُبحث عن أحد حتى تضغط «التالي».
help-unheard = لا يسمعونك أو لا يرونك؟
help-unheard-text = تحقق من أنك غير مكتوم وأن كاميرتك ليست مطفأة، ثم اختر جهازًا آخر تحت «الأجهزة».
help-silent = لا تسمع شيئًا؟
help-silent-text = ربما كتم شريكك صوته: ترى ذلك تحت «الأشخاص». بعض المتصفحات تنتظر نقرة قبل تشغيل الصوت.
help-no-picture = لا تظهر صورة؟
help-no-picture-text = تحجب شبكات الشركات الصارمة مكالمات الفيديو. جرّب شبكة أخرى أو شبكة هاتفك.
help-unpleasant = شخص مزعج؟
help-unpleasant-text = اضغط «التالي» أو «إيقاف». لست مدينًا لأحد بوداع. من «الأشخاص» يمكنك الإبلاغ عنه أو حظره، وبعد المكالمة يمكنك الإبلاغ لمدة دقيقة.
person-speaks = ، يتحدث الآن

## Call: connection

connection = الاتصال
quality-good = اتصال جيد
quality-fair = اتصال متوسط
quality-poor = اتصال ضعيف
weak-upload = لا يصل كل ما ترسله. يفيد الاقتراب من جهاز التوجيه أو تفعيل توفير البيانات.
weak-computer = حاسوبك مشغول، لذلك صورتك أصغر. يفيد إغلاق البرامج الأخرى.
weak-download = لا يصل إليك كل ما يرسله شريكك.
weak-distance = ما يقوله أحدكما يصل إلى الآخر متأخرًا.
connection-none = تظهر الأرقام ما دمت متصلًا.
connection-route = الطريق
connection-direct = مباشر
connection-relay = عبر مُرحِّل
connection-round-trip = ذهابًا وإيابًا
connection-jitter = التفاوت
connection-freezes = مرات تجمّد الصورة
connection-figures = الأرقام حسب الاتجاه
connection-direction = القيمة
connection-sent = ما ترسله
connection-received = ما تستقبله
connection-bitrate = البيانات
connection-loss = المفقود
connection-picture = الصورة
connection-frames = صور في الثانية
connection-codec = الترميز
connection-unknown = غير معروف
milliseconds = { $value } م‌ث
kilobits = { $value } كيلوبت/ث
percent = { $value }٪
picture-size = { $width } × { $height }
data-saver = توفير البيانات
data-saver-hint = تُرسل صورتك أصغر: نحو 2.5 ميغابايت في الدقيقة.
relay-only = إخفاء عنواني
relay-only-hint = يعرف الغرباء عنوان مُرحِّل بدلًا من عنوانك. يسري ذلك من شريكك التالي.
relay-only-unavailable = ليس لهذا الموقع مُرحِّل، لذلك لا يمكن إخفاء عنوانك هنا.
detail-reconnecting = انقطع الاتصال وتجري إعادته. «التالي» يأتي بشخص آخر.
notice-connection-lost = انقطع الاتصال مع { $name } وتعذّرت إعادته. اضغط «التالي» للقاء شخص آخر، أو أعد تحميل الصفحة للعودة إلى الغرفة نفسها.
notice-no-relay-offered = أنت تخفي عنوانك، لكن ليس لهذا الموقع مُرحِّل. اسمح بالمكالمات المباشرة ضمن «الاتصال» ثم اضغط «التالي».
notice-no-relay-reached = كانت مكالمتك ستمر عبر مُرحِّل، لكن تعذّر الوصول إلى أي مُرحِّل. جرّب شبكة أخرى، أو اضغط «التالي» للمحاولة مجددًا.

## Studio: network check

network-check = الشبكة
network-check-start = افحص شبكتي
network-check-running = يجري فحص شبكتك…
network-check-direct = شبكتك جيدة: تذهب المكالمات مباشرة منك إلى شريكك.
network-check-relay-only = لا تسمح شبكتك بالمكالمات إلا عبر مُرحِّل. تعمل المكالمات، وقد تكون أبطأ قليلًا.
network-check-blocked = تمنع شبكتك مكالمات الفيديو. جرّب شبكة أخرى أو شبكة هاتفك.
network-check-offline = تعذّر الوصول إلى الموقع. تأكد من أنك متصل ثم افحص مجددًا.
network-check-untold = لا يوجد لهذا الموقع من يسأله عن شبكتك. المكالمات داخل شبكتك تعمل.

## Call: settings, keys and leaving

shortcuts = اختصارات لوحة المفاتيح
shortcuts-turn-off = إيقاف اختصارات لوحة المفاتيح
shortcuts-turn-on = تشغيل اختصارات لوحة المفاتيح
shortcuts-hint = تتحكم حروف مفردة في المكالمة، إلا أثناء الكتابة.
shortcuts-are-off = الاختصارات موقوفة في الإعدادات.
shortcut-mute = كتم الميكروفون أو إلغاء كتمه
shortcut-camera = إطفاء الكاميرا أو تشغيلها
shortcut-next = الانتقال إلى الشريك التالي
shortcut-chat = الكتابة في الدردشة
shortcut-full-screen = ملء الشاشة
shortcut-picture-in-picture = صورة داخل صورة
shortcut-help = هذه الصفحة
shortcut-arrows = نقل صورتك ما دام التركيز على مقبضها
shortcut-escape = إغلاق ما هو مفتوح
controls-keep = إظهار عناصر التحكم دائمًا
controls-hide = إخفاء عناصر التحكم عند السكون
controls-hide-hint = بعد ثلاث ثوانٍ بلا حركة للفأرة تختفي عناصر التحكم من فوق الصورة، وأي حركة تعيدها.
veil-turn-off = إظهار الغرباء فورًا
veil-turn-on = تمويه الغرباء في البداية
veil-hint = تبدأ صورة الغريب مموهة، وتتضح بعد نحو ثانيتين أو عند الضغط عليها.
veil-lift = إظهار الصورة
leave = هل تغادر المكالمة؟
leave-text = أنت في مكالمة مع { $name }. مغادرة هذه الصفحة تنهيها.
leave-stay = البقاء
leave-go = مغادرة المكالمة

## Call: report and block

report = الإبلاغ عن { $name }
report-reason = ماذا حدث؟
report-nudity = عُري أو أفعال جنسية
report-harassment = مضايقة أو كراهية أو تهديد
report-violence = عنف أو خطر
report-underage = يبدو أصغر من 18 سنة
report-spam = إعلانات أو احتيال
report-other = شيء آخر
report-choose = يُرجى اختيار ما حدث.
report-chat = { $count ->
    [zero] إرفاق آخر { $count } سطر من الدردشة
    [one] إرفاق آخر سطر من الدردشة
    [two] إرفاق آخر سطرين من الدردشة
    [few] إرفاق آخر { $count } أسطر من الدردشة
    [many] إرفاق آخر { $count } سطرًا من الدردشة
   *[other] إرفاق آخر { $count } سطر من الدردشة
}
report-lines = الأسطر المرفقة
report-still = إرفاق صورة واحدة من الفيديو
report-still-alt = الصورة المرفقة
report-sealed = تُشفَّر الدردشة والصورة في متصفحك: لا يقرؤها إلا القائمون على هذا الموقع، وتُنسى بعد 30 يومًا.
report-reason-only = يُرسل السبب فقط، دون دردشة ودون صورة.
report-send = إرسال البلاغ
report-cancel = إلغاء
block = حظر { $name }
block-too = حظر { $name } أيضًا: تنتهي المكالمة ولا تلتقيان مجددًا
block-hint = تنتهي المكالمة، ولا تلتقيان مجددًا لمدة 30 يومًا على الأقل.

## Rules

rules = القواعد
rules-read = اقرأ القواعد
rules-title = القواعد
rules-description = ما يُنتظر من كل من يتصل بأحد على Live Loop.
rules-lead = في الطرف الآخر إنسان. خمسة أمور تجعل اللقاء لطيفًا للطرفين.
rules-age = عمرك 18 سنة أو أكثر
rules-age-text = هذا الموقع للبالغين. بانضمامك إلى مكالمة تؤكد أنك منهم.
rules-kind = كن لطيفًا
rules-kind-text = لا كراهية ولا تهديد ولا مضايقة. من اكتفى فله أن يغادر دون كلمة.
rules-dressed = ابقَ محتشمًا
rules-dressed-text = لا عُري ولا أفعال جنسية أمام الكاميرا.
rules-private = ما تراه يبقى هنا
rules-private-text = لا تسجل أحدًا، ولا تضغط على أحد ليعطيك اسمًا أو عنوانًا أو مالًا.
rules-law = لا شيء مخالف للقانون
rules-law-text = لا عنف، ولا خطر على أحد، ولا إعلانات، ولا احتيال.
rules-help = إذا لم يلتزم أحدهم بها
rules-help-text = اضغط «التالي» أو «إيقاف». من «الأشخاص» يمكنك الإبلاغ عن شريكك أو حظره؛ ومن تحظره لا تلتقي به مجددًا.
rules-kept = من يُبلَّغ عنه كثيرًا، أو يتنقل بين الناس على عجل فقط، ينتظر الشريك التالي مدة أطول لبضع ساعات. وللقائمين على هذا الموقع استبعاد أحدهم حتى 30 يومًا. وما يُحفظ عن ذلك يكون تحت اسم مستعار، لا تحت اسم أبدًا.
