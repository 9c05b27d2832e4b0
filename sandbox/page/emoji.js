/** The emoji names a workplace bot is likely to use; any other name stays as text. */
const TABLE = {
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", warning: "⚠️", no_entry: "⛔", no_entry_sign: "🚫",
  information_source: "ℹ️", question: "❓", grey_question: "❔", exclamation: "❗", bulb: "💡", mag: "🔍", lock: "🔒", unlock: "🔓", key: "🔑",
  hourglass: "⌛", hourglass_flowing_sand: "⏳", clock1: "🕐", clock3: "🕒", clock9: "🕘", alarm_clock: "⏰", stopwatch: "⏱️", calendar: "📅", date: "📅", spiral_calendar_pad: "🗓️",
  tada: "🎉", trophy: "🏆", medal: "🏅", star: "⭐", sparkles: "✨", gift: "🎁", heart: "❤️", green_heart: "💚", blue_heart: "💙", fire: "🔥", rocket: "🚀", raised_hands: "🙌",
  clap: "👏", pray: "🙏", wave: "👋", "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", ok_hand: "👌", muscle: "💪", handshake: "🤝", point_right: "👉", point_down: "👇", eyes: "👀",
  smile: "😄", slightly_smiling_face: "🙂", blush: "😊", thinking_face: "🤔", neutral_face: "😐", disappointed: "😞", zzz: "💤", speech_balloon: "💬", thought_balloon: "💭",
  bell: "🔔", no_bell: "🔕", mega: "📣", loudspeaker: "📢", email: "✉️", envelope: "✉️", phone: "☎️", telephone_receiver: "📞", link: "🔗", paperclip: "📎", pencil: "📝", pencil2: "✏️", memo: "📝",
  page_facing_up: "📄", clipboard: "📋", bar_chart: "📊", chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉", books: "📚", newspaper: "📰", movie_camera: "🎥", microphone: "🎤",
  ladder: "🪜", seedling: "🌱", deciduous_tree: "🌳", herb: "🌿", sunny: "☀️", partly_sunny: "⛅", rain_cloud: "🌧️", umbrella: "☔", house: "🏠", office: "🏢", globe_with_meridians: "🌐",
  busts_in_silhouette: "👥", bust_in_silhouette: "👤", briefcase: "💼", shield: "🛡️", gear: "⚙️", wrench: "🔧", wastebasket: "🗑️", arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️",
  arrows_counterclockwise: "🔄", repeat: "🔁", leftwards_arrow_with_hook: "↩️", double_vertical_bar: "⏸️", black_square_for_stop: "⏹️", arrow_forward: "▶️", heavy_plus_sign: "➕", heavy_minus_sign: "➖",
  large_green_circle: "🟢", large_yellow_circle: "🟡", large_orange_circle: "🟠", red_circle: "🔴", large_blue_circle: "🔵", white_circle: "⚪", black_circle: "⚫", small_blue_diamond: "🔹",
  one: "1️⃣", two: "2️⃣", three: "3️⃣", four: "4️⃣", five: "5️⃣", six: "6️⃣",
};

/** The character for a name, or null. */
export const emoji = (name) => (Object.hasOwn(TABLE, name) ? TABLE[name] : null);

/** Text with its :names: replaced where known. */
export const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => emoji(name) ?? whole);
