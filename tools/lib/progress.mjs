// Everything goes to standard error: standard output belongs to the command that setup was run for.

const out = process.stderr;
const framesPerSecond = 4;
const secondsBetweenLines = 20;

/** @param {string} text */
export function say(text) {
  out.write(`${text}\n`);
}

/**
 * Does some work and shows progress: one changing line on a terminal, a new line every now and then elsewhere.
 *
 * @template T
 * @param {string} title
 * @param {(detail: (text: string) => void) => Promise<T>} work
 */
export async function withProgress(title, work) {
  const started = Date.now();
  let detail = "";
  const line = () => `  ${title}, ${duration(Date.now() - started)}${detail === "" ? "" : `: ${detail}`}`;
  if (!out.isTTY) say(`  ${title}`);
  const timer = setInterval(
    () => (out.isTTY ? redraw(line()) : say(line())),
    out.isTTY ? 1000 / framesPerSecond : secondsBetweenLines * 1000,
  );
  try {
    const result = await work((text) => {
      detail = text.trim();
    });
    finish(timer, `  ${title}: done in ${duration(Date.now() - started)}`);
    return result;
  } catch (error) {
    finish(timer, `  ${title}: failed after ${duration(Date.now() - started)}`);
    throw error;
  }
}

/** @param {number} milliseconds */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/** @param {string} text */
function redraw(text) {
  out.write(`\r\x1b[2K${text.slice(0, (out.columns ?? 80) - 1)}`);
}

/**
 * @param {NodeJS.Timeout} timer
 * @param {string} text
 */
function finish(timer, text) {
  clearInterval(timer);
  out.write(`${out.isTTY ? "\r\x1b[2K" : ""}${text}\n`);
}
