/** A post while somebody writes it: what it becomes, and what it still lacks. Pure. */

import { instantOf, wallOf } from "../walltime";
import type { Post, PostBody, PostKind, PostText } from "./shapes";

export interface Draft {
  kind: PostKind;
  de: PostText;
  en: PostText | null;
  easy: PostText | null;
  link: string;
  picture: string;
  alt: string;
  all: boolean;
  halls: string[];
  displays: string[];
  from: string;
  to: string;
  own: boolean;
  /** Under which name it stands; empty: the usual one. */
  by: string;
}
export type Lack = "needHead" | "needEnglish" | "needEasy" | "needAlt" | "needLink" | "needPlace" | "needTime";

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

/** A new post begins with the running hour and ends after a week. */
export function draftOf(post: Post | null, kind: PostKind, nowMs: number, zone: string, own: boolean, all: boolean): Draft {
  const from = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const none = { link: "", picture: "", alt: "", halls: [], displays: [] };
  if (!post) return { ...none, kind, de: { title: "", text: "" }, en: null, easy: null, all, from: wallOf(from, zone), to: wallOf(from + WEEK_MS, zone), own, by: "" };
  const { texts: { de, en, easy }, link, picture, alt, halls, displays } = post;
  return { kind: post.kind, de: de ? { ...de } : { title: "", text: "" }, en: en ? { ...en } : null, easy: easy ? { ...easy } : null, link, picture, alt, all: post.all, halls: [...halls], displays: [...displays], from: wallOf(post.from_ms, zone), to: wallOf(post.to_ms, zone), own: post.own_hours, by: post.by };
}

/** What is written so far, also while it lacks something. */
export function bodyOf(draft: Draft, zone: string, asDraft: boolean): PostBody {
  const { kind, de, en, easy, picture, all } = draft;
  return {
    kind,
    texts: { de: trimmed(de), ...(en?.title.trim() ? { en: trimmed(en) } : {}), ...(easy?.title.trim() ? { easy: trimmed(easy) } : {}) },
    link: draft.link.trim(),
    picture,
    sites: [],
    alt: picture ? draft.alt.trim() : "",
    halls: all ? [] : [...draft.halls],
    displays: all ? [] : [...draft.displays],
    all,
    from_ms: instantOf(draft.from, zone) ?? 0,
    to_ms: instantOf(draft.to, zone) ?? 0,
    by: draft.by,
    level: "",
    own_hours: draft.own,
    draft: asDraft,
  };
}
const trimmed = ({ title, text }: PostText): PostText => ({ title: title.trim(), text: text.trim() });

export function lackOf(draft: Draft): Lack | null {
  if (!draft.de.title.trim()) return "needHead";
  if (draft.en && !draft.en.title.trim() && draft.en.text.trim()) return "needEnglish";
  if (draft.easy && !draft.easy.title.trim() && draft.easy.text.trim()) return "needEasy";
  if (draft.link.trim() && !/^https:\/\/[^\s/]+\.[^\s]+$/.test(draft.link.trim())) return "needLink";
  if (draft.picture && !draft.alt.trim()) return "needAlt";
  if (!draft.all && !draft.halls.length && !draft.displays.length) return "needPlace";
  return !draft.from || !draft.to || draft.to <= draft.from ? "needTime" : null;
}
