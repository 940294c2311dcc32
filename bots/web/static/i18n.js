// Every sentence of the page, in both languages. What the server says comes in the language of the conversation.

const COPY = {
  en: {
    skip: 'Skip to the message box', headline: 'Tell me a\u00a0picture', under: 'Then change your mind as often as you like. Every version stays.',
    box_first: 'A fox and a rabbit in the moonlight…', box: 'Say what to change, or describe something new', box_short: 'Say what to change',
    add: 'Add a photo', send: 'Send', drop_hint: 'Or drop a photo of your own anywhere on this page.', examples: 'Examples', blank: 'What shall I draw?',
    new_picture: 'New picture', settings: 'Settings', conversations: 'Conversations', thread: 'Conversation', versions: 'Versions', all: 'All pictures', other_language: '中文',
    changing: 'Changing', anew: 'Start a new picture instead', starting: 'Starting a new picture', change_instead: 'Change {no} instead',
    from_photo: 'Starting from your photo', remove_photo: 'Remove the photo', your_photo: 'Your photo', rename: 'Rename', title_of: 'Title',
    no: 'No. {n}', from: 'from No. {n}', understood: 'What I understood', picture_actions: 'Picture actions',
    undo: 'Undo', redo: 'Redo', vary: 'Vary', download: 'Download', details: 'Details', copy: 'Copy recipe', copied: 'Recipe copied',
    prompt: 'Prompt', seed: 'Seed', engine: 'Engine', pipeline: 'Pipeline', time: 'Time', size: 'Size', source: 'Source', made: 'Made', likeness: 'Likeness of the face',
    seconds: '{n} s', source_upload: 'your photo', source_drawing: 'drawn from words', none: 'none',
    remove: 'Remove {label}', put_back: 'Put back {label}', change: 'Change {label}', yes: 'Yes, please', yes_words: 'yes',
    change_subject: 'Replace {label} with ', change_place: 'Change the background to ', change_style: 'Change the style to ', change_other: 'Change {label} to ',
    reading: 'One moment.', looking: 'Looking at your photo.', in_line: 'In line', painting: 'Painting', next: 'Yours is next', ahead_one: 'One picture ahead of yours',
    ahead: '{n} pictures ahead of yours', close_page: 'You can close the page; it will be here when you come back.', left: 'About {n} s left. Keep typing if you like.',
    keep_typing: 'Keep typing if you like.', cancel: 'Cancel', ready: 'The picture is ready', cancelled: 'Cancelled. Nothing changed.', percent: '{n} %', new_reply: 'There is an answer',
    keep: 'Keep number {n}', number: 'Number {n}', take: '{title}, number {n}', variations: 'Variations', without: 'No {label}', before: 'Before', after: 'After', compare: 'Compare before and after',
    empty_wall: 'Nothing on the wall yet', empty_wall_more: 'Your first picture will hang here.', coming: 'The coming picture', earlier: 'Show earlier pictures',
    language: 'Language', light: 'Light', day: 'Day', night: 'Night', system: 'System', close: 'Close', close_list: 'Close the list',
    export: 'Save this conversation as a file', forget: 'Forget this conversation', forget_sure: 'Press again to forget it for good', forget_all: 'Forget everything of mine', forget_all_sure: 'Press again: every conversation goes',
    forgotten: 'Forgotten. Nothing of it is left here.', drop_title: 'Hang it here', drop_more: 'I will start from your photo. PNG, JPEG or WebP up to {n} MB. Where it was taken is not kept.',
    carry: 'Carry on elsewhere', carry_code: 'Send “/join {code}” there, within ten minutes', carry_nothing: 'There is nothing to take along yet.', join: 'Code from another place', join_go: 'Join',
    e_code_unknown: 'That code does not work. Codes can be used once, within ten minutes.',
    web: 'Web', terminal: 'Terminal', discord: 'Discord', slack: 'Slack', telegram: 'Telegram', now: 'now', yesterday: 'yesterday', is_ready: 'Ready', offline: 'No connection',
    not_a_picture: 'That file is not a picture. Choose a PNG, JPEG or WebP.', too_many_megabytes: 'That file is larger than {n} MB. Choose a smaller one.',
    again: 'Try again', shorten: 'Shorten it', other_photo: 'Choose another photo', other_words: 'Say it differently', reload: 'Reload', nothing_lost: 'Nothing is lost.',
    e_not_an_image: 'That file is not a picture.', e_broken_image: 'That picture is damaged.', e_image_too_large: 'That picture is too large.', e_text_too_long: 'That message is too long.',
    e_cannot_do: 'This server cannot do that.', e_cannot_draw: 'I cannot draw that yet.', e_busy: 'Too many pictures are waiting.', e_unavailable: 'The drawing server does not answer.',
    e_too_large_to_render: 'That is larger than this server can paint.', e_no_such_conversation: 'That conversation is not here.', e_no_such_version: 'That picture is not here.',
    e_internal: 'Something broke on my side.', e_offline: 'The connection is gone.', e_invalid_request: 'I could not make sense of that.',
  },
  zh: {
    skip: '跳到输入框', headline: '说一幅画给我听', under: '画完再改主意也不要紧，每一稿都留着。',
    box_first: '月光下的狐狸和小兔子……', box: '想改哪里？或者说一幅新的画', box_short: '想改哪里？',
    add: '添加照片', send: '发送', drop_hint: '也可以把自己的照片拖到页面上任何地方。', examples: '例子', blank: '想画什么？',
    new_picture: '画一幅新的', settings: '设置', conversations: '对话列表', thread: '对话', versions: '版本', all: '全部图片', other_language: 'English',
    changing: '正在改', anew: '不改了，另画一幅', starting: '另画一幅新的', change_instead: '还是改{no}',
    from_photo: '从你的照片开始', remove_photo: '去掉照片', your_photo: '你的照片', rename: '改标题', title_of: '标题',
    no: '第 {n} 稿', from: '改自第 {n} 稿', understood: '我的理解', picture_actions: '图片操作',
    undo: '撤销', redo: '重做', vary: '换几种', download: '下载', details: '详情', copy: '复制配方', copied: '配方已复制',
    prompt: '提示词', seed: '种子', engine: '引擎', pipeline: '流程', time: '用时', size: '尺寸', source: '来源', made: '时间', likeness: '面部相似度',
    seconds: '{n} 秒', source_upload: '你的照片', source_drawing: '按文字画的', none: '无',
    remove: '去掉{label}', put_back: '放回{label}', change: '更换{label}', yes: '好的', yes_words: '好的',
    change_subject: '把{label}换成', change_place: '背景换成', change_style: '风格换成', change_other: '把{label}换成',
    reading: '稍等。', looking: '正在看你的照片。', in_line: '排队中', painting: '正在画', next: '下一幅就是你的', ahead_one: '前面还有 1 幅',
    ahead: '前面还有 {n} 幅', close_page: '关掉页面也没关系，回来时它还在这里。', left: '大约还要 {n} 秒，可以接着打字。',
    keep_typing: '可以接着打字。', cancel: '取消', ready: '画好了', cancelled: '已取消，什么都没变。', percent: '{n} %', new_reply: '有回复了',
    keep: '就要第 {n} 张', number: '第 {n} 张', take: '{title}，第 {n} 张', variations: '几种变化', without: '不要{label}', before: '之前', after: '之后', compare: '对比修改前后',
    empty_wall: '墙上还没有画', empty_wall_more: '你的第一幅画会挂在这里。', coming: '正在来的一稿', earlier: '看更早的画',
    language: '语言', light: '明暗', day: '白天', night: '夜晚', system: '跟随系统', close: '关闭', close_list: '收起列表',
    export: '把这段对话存成文件', forget: '忘掉这段对话', forget_sure: '再按一次，彻底忘掉', forget_all: '忘掉我的一切', forget_all_sure: '再按一次：所有对话都会删掉',
    forgotten: '忘掉了，这里什么都没留下。', drop_title: '挂在这里', drop_more: '我会从这张照片开始。支持 PNG、JPEG、WebP，不超过 {n} MB。拍摄地点不会保留。',
    carry: '换个地方接着画', carry_code: '十分钟内在那边发送“/join {code}”', carry_nothing: '还没有可以带走的。', join: '别处的代码', join_go: '接上',
    e_code_unknown: '这个代码不能用。代码只能用一次，十分钟内有效。',
    web: '网页', terminal: '终端', discord: 'Discord', slack: 'Slack', telegram: 'Telegram', now: '刚刚', yesterday: '昨天', is_ready: '已就绪', offline: '连不上了',
    not_a_picture: '这个文件不是图片。请选 PNG、JPEG 或 WebP。', too_many_megabytes: '这个文件超过 {n} MB 了，换一张小些的吧。',
    again: '再试一次', shorten: '改短一些', other_photo: '换一张照片', other_words: '换个说法', reload: '重新打开', nothing_lost: '什么都没丢。',
    e_not_an_image: '这个文件不是图片。', e_broken_image: '这张图片坏了。', e_image_too_large: '这张图片太大了。', e_text_too_long: '这段话太长了。',
    e_cannot_do: '这台服务器做不了。', e_cannot_draw: '这个我还不会画。', e_busy: '排队的画太多了。', e_unavailable: '画画的服务器没有回应。',
    e_too_large_to_render: '这个尺寸超出了本机能画的大小。', e_no_such_conversation: '这里没有这段对话。', e_no_such_version: '这里没有这一稿。',
    e_internal: '我这边出了点问题。', e_offline: '连接断了。', e_invalid_request: '这个请求我没看懂。',
  },
};

const WORDS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

let language = 'en';

export const getLanguage = () => language;
export const htmlLanguage = (code = language) => (code === 'zh' ? 'zh-CN' : 'en');

export function setLanguage(code) {
  language = code === 'zh' ? 'zh' : 'en';
  document.documentElement.lang = htmlLanguage();
}

/** The sentence `key`, its {facts} filled in. */
export function t(key, facts = {}) {
  return (COPY[language][key] ?? '').replace(/\{(\w+)\}/g, (_, name) => String(facts[name] ?? ''));
}

export const has = (key) => key in COPY[language];
export const no = (n) => t('no', { n });

/** How many pictures are ahead, in words. */
export function ahead(count) {
  if (count < 1) return t('next');
  if (count === 1) return t('ahead_one');
  return t('ahead', { n: language === 'en' ? (WORDS[count] ?? count) : count });
}

/** A place in line: "3rd", "第 3". */
export function place(n) {
  if (language === 'zh') return `第 ${n}`;
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(n);
  return n + { one: 'st', two: 'nd', few: 'rd', other: 'th' }[rule];
}

/** When something happened, as people say it. */
export function when(iso) {
  const then = new Date(iso);
  if (Number.isNaN(then.getTime())) return '';
  const minutes = Math.floor((Date.now() - then) / 60000);
  const relative = new Intl.RelativeTimeFormat(htmlLanguage(), { style: 'short' });
  if (minutes < 1) return t('now');
  if (minutes < 60) return relative.format(-minutes, 'minute');
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(then).setHours(0, 0, 0, 0)) / 86400000);
  if (days < 1) return relative.format(-Math.floor(minutes / 60), 'hour');
  if (days === 1) return t('yesterday');
  const shape = days < 7 ? { weekday: 'long' } : { month: 'short', day: 'numeric' };
  return new Intl.DateTimeFormat(htmlLanguage(), shape).format(then);
}

/** A day and time in full. */
export function moment(iso) {
  const then = new Date(iso);
  if (Number.isNaN(then.getTime())) return '';
  return new Intl.DateTimeFormat(htmlLanguage(), { dateStyle: 'medium', timeStyle: 'short' }).format(then);
}
