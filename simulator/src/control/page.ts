/** The page for browsers: the files of the folder `page`, and what a browser is allowed to do with them. */

import { readFile } from "node:fs/promises";
import type { IncomingHttpHeaders } from "node:http";
import { join } from "node:path";
import type { FastifyReply } from "fastify";
import { folder } from "../package.js";

const FOLDER = join(folder, "page");

const CONTENT_TYPES = {
  "index.html": "text/html; charset=utf-8",
  "page.css": "text/css; charset=utf-8",
  "page.mjs": "text/javascript; charset=utf-8",
  "texts.mjs": "text/javascript; charset=utf-8",
} as const;

export type PageFile = keyof typeof CONTENT_TYPES;

/** What the page is made of, besides the document itself. */
export const PAGE_FILES = ["page.css", "page.mjs", "texts.mjs"] as const;

/** Nothing comes from elsewhere, no other page can show this one in a frame, and no text can become HTML or a script. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** For everything of the control interface: other sites cannot load it as a script, a picture or a frame. */
export const CONTROL_HEADERS = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
} as const;

/** Browsers ask for HTML; programs ask for JSON, for anything, or do not say. */
export function wantsPage({ accept = "" }: IncomingHttpHeaders): boolean {
  return /\btext\/html\b/i.test(accept) && !/\bapplication\/json\b/i.test(accept);
}

export async function sendPage(reply: FastifyReply, file: PageFile): Promise<FastifyReply> {
  return reply.header("content-type", CONTENT_TYPES[file]).send(await readFile(join(FOLDER, file)));
}
