import { XMLBuilder } from "fast-xml-parser";
import type { Reply } from "../actions/action.js";
import type { Format } from "./call.js";

/** An answer, ready to send. */
export interface Rendered {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const builder = new XMLBuilder({
  processEntities: false,
  suppressEmptyNode: false,
  tagValueProcessor: escaped,
});

/** @param root the XML root element; JSON has none. */
export function render(format: Format, status: number, root: string, fields: Reply): Rendered {
  if (format === "JSON") {
    return { status, contentType: "application/json;charset=utf-8", body: JSON.stringify(fields) };
  }
  // The way through JSON drops undefined fields, as in a JSON answer.
  const document = builder.build({ [root]: JSON.parse(JSON.stringify(fields)) });
  // The TypeScript SDK reads an error as XML for exactly this content type only (docs/service.md, The SDK).
  return {
    status,
    contentType: "text/xml;charset=utf-8",
    body: `<?xml version='1.0' encoding='UTF-8'?>${document}`,
  };
}

/** Carriage returns are escaped, because parsers drop them; characters that XML cannot contain are replaced. */
function escaped(_name: string, value: unknown): string {
  return String(value)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/\r/g, "&#13;");
}
