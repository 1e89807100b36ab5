// The page's own words in two languages. What the bot says is not touched: that is its own business.
import { remembered } from "./dom.js";

const TEXTS = {
  zh: {
    people: "公司里的人", pickPerson: "选一个人，拿起他的手机", addPerson: "添加一个人", addPersonNote: "他是公司外的陌生人，除非有人邀请。",
    name: "姓名", speaks: "语言", add: "添加", added: "已添加 {name}",
    youAre: "你现在是 {name}", typing: "正在输入", connecting: "正在重新连接…", loading: "正在载入…",
    openClock: "时钟与动态", language: "Switch to English", otherLanguage: "EN", theme: "切换深色 / 浅色", messages: "消息",
    toBottom: "回到最新消息", dropHere: "松开即可发送", menu: "菜单", commands: "命令菜单", noCommands: "还没有命令", write: "输入消息…",
    attach: "发送图片或文件", send: "发送", company: "时钟与动态", close: "关闭", companyClock: "公司的时钟", clockNote: "往前拨，看提醒到来",
    plusHour: "+1 小时", tomorrow: "明天 9:00", plusWeek: "+7 天", daysOn: "{n} 天后 {time}", happened: "刚刚发生", nothingYet: "还没有动静。发条消息，或拨动时钟。",
    apiCalls: "接口调用", got: "收到 {n} 条", changed: "有消息更新", wrote: "发出", clockMoved: "时间来到 {when}",
    ok: "好", picture: "图片", download: "下载", sendFile: "发送文件", sendPhoto: "发送图片", caption: "添加说明…",
    asDocument: "以文件形式发送（不压缩）", cancel: "取消", copy: "复制", copied: "已复制", edited: "已编辑", today: "今天", yesterday: "昨天",
    unread: "未读消息", unreadCount: "{n} 条未读", photo: "图片", file: "文件", contact: "名片", sticker: "贴纸", voice: "语音", location: "位置", you: "我",
    emptyTitle: "{name} 还没有消息", emptyText: "和助手打个招呼，看看能做什么。", start: "开始",
    noMessages: "还没有消息", noPeople: "还没有人。点 + 添加一个。", noChat: "左边选一个人，就可以开始聊天。", failed: "没有发出去，点一下重试", sending: "正在发送",
    offline: "连不上服务器，稍后会自动重试。", noButton: "还没有看到按钮「{label}」，请先完成上一步，或跳过。", clockBusy: "时钟正在走…",
    tryNext: "下一步", go: "替我做", again: "再来一次", waiting: "等待回复…", done: "完成", skip: "跳过", restart: "重新开始", collapse: "收起或展开",
    allDone: "走完一圈了", allDoneText: "接下来随便试：换个人、拨时钟，或发一张图片。", asPerson: "以 {name} 的身份", says: "发送", taps: "点按", moves: "拨时钟",
    stepOf: "{n} / {all}", tooBig: "文件太大（最多 50 MB）。", openPicture: "放大图片", reveal: "显示隐藏的文字",
  },
  en: {
    people: "People of the company", pickPerson: "Pick someone and use their phone", addPerson: "Add a person", addPersonNote: "A stranger to the company until someone invites them.",
    name: "Name", speaks: "Language", add: "Add", added: "Added {name}",
    youAre: "You are {name}", typing: "typing", connecting: "Reconnecting…", loading: "Loading…",
    openClock: "Clock and activity", language: "切换到中文", otherLanguage: "中", theme: "Dark or light", messages: "Messages",
    toBottom: "To the newest message", dropHere: "Drop to send", menu: "Menu", commands: "Command menu", noCommands: "No commands yet", write: "Message",
    attach: "Send a picture or file", send: "Send", company: "Clock and activity", close: "Close", companyClock: "The company clock", clockNote: "Move it ahead and see reminders arrive",
    plusHour: "+1 h", tomorrow: "Tomorrow 9:00", plusWeek: "+7 days", daysOn: "{n} days on, {time}", happened: "What just happened", nothingYet: "Quiet so far. Send a message, or move the clock.",
    apiCalls: "API calls", got: "got {n}", changed: "has a message updated", wrote: "wrote", clockMoved: "It is now {when}",
    ok: "OK", picture: "Picture", download: "Download", sendFile: "Send a file", sendPhoto: "Send a picture", caption: "Add a caption…",
    asDocument: "Send as a file (uncompressed)", cancel: "Cancel", copy: "Copy", copied: "Copied", edited: "edited", today: "Today", yesterday: "Yesterday",
    unread: "Unread messages", unreadCount: "{n} unread", photo: "Picture", file: "File", contact: "Contact", sticker: "Sticker", voice: "Voice message", location: "Location", you: "You",
    emptyTitle: "{name} has no messages yet", emptyText: "Say hello to the assistant and see what it can do.", start: "Start",
    noMessages: "No messages yet", noPeople: "Nobody here yet. Press + to add someone.", noChat: "Pick someone on the left to begin.", failed: "Not sent. Tap to try again", sending: "Sending",
    offline: "The server cannot be reached; trying again shortly.", noButton: "There is no button \"{label}\" yet. Finish the step before, or skip this one.", clockBusy: "The clock is moving…",
    tryNext: "Try next", go: "Do it for me", again: "Try again", waiting: "Waiting for the answer…", done: "Done", skip: "Skip", restart: "Start over", collapse: "Fold or unfold",
    allDone: "That was the whole round", allDoneText: "Now try anything: switch people, move the clock, send a picture.", asPerson: "As {name}", says: "send", taps: "tap", moves: "move the clock",
    stepOf: "{n} / {all}", tooBig: "That file is too big (50 MB at most).", openPicture: "Enlarge the picture", reveal: "Show the hidden text",
  },
};

function firstLanguage() {
  const kept = remembered("localStorage", "language");
  if (kept === "zh" || kept === "en") return kept;
  return /^en/i.test(navigator.language ?? "") ? "en" : "zh";
}

let language = firstLanguage();
const listeners = [];

export const lang = () => language;
export const locale = () => (language === "zh" ? "zh-CN" : "en-GB");
export const onLanguage = (listener) => listeners.push(listener);

/** The text of a key, with {names} filled in. */
export function t(key, values = {}) {
  return TEXTS[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** A value that is a string, or one per language; `as` overrides the page's language. */
export function pick(value, as = language) {
  if (value === null || value === undefined || typeof value === "string") return value ?? "";
  return value[as] ?? value.zh ?? value.en ?? "";
}

/** Chinese for zh, zh-hans, …; English for everything else. */
export const languageOf = (person) => (/^zh/i.test(person?.language ?? "zh") ? "zh" : "en");

export function localize(root = document) {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of root.querySelectorAll("[data-t-placeholder]")) node.placeholder = t(node.dataset.tPlaceholder);
  for (const node of root.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", t(node.dataset.tLabel));
    if (node.tagName === "BUTTON") node.title = t(node.dataset.tLabel);
  }
}

export function toggleLanguage() {
  language = language === "zh" ? "en" : "zh";
  remembered("localStorage", "language", language);
  localize();
  for (const listener of listeners) listener();
}
