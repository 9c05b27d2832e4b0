/** Whatever is drawn from an address: images, and a video as a picture that leads to it. */
import { el, icon } from "./dom.js";
import { link, plain } from "./mrkdwn.js";

const source = (thing) => thing.image_url ?? thing.slack_file?.url ?? "";

function loaded(src, words, extra) {
  const node = el("img", { src, alt: words, class: extra, loading: "lazy" });
  // Without a network the words must do.
  node.addEventListener("error", () => node.replaceWith(el("span", { class: `lost ${extra}` }, words || "Image")));
  return node;
}

export const picture = (thing, extra) => loaded(source(thing), plain(thing.alt_text), extra);

export function image(block) {
  return el("figure", { class: "picture" }, block.title ? el("figcaption", {}, plain(block.title.text)) : null, picture(block, "full"));
}

export function video(block) {
  const address = block.title_url ?? block.video_url ?? "";
  const title = plain(block.title?.text);
  const from = [block.author_name, block.provider_name].filter(Boolean).join(" · ");
  const still = link(address, loaded(block.thumbnail_url ?? "", plain(block.alt_text), "full"));
  still.classList.add("still");
  still.append(el("span", { class: "playing", "aria-hidden": "true" }, icon("play")));
  return el("figure", { class: "video" },
    from ? el("small", { class: "from" }, block.provider_icon_url ? loaded(block.provider_icon_url, "", "tiny") : null, from) : null,
    el("figcaption", {}, link(address, title)), block.description ? el("p", {}, plain(block.description.text)) : null, still);
}
