/**
 * What keeps a shell command from being joined with others by `&&` in one RUN instruction, or undefined. It follows the
 * quotes of the shell as far as that needs: a `#` in quotes or within a word is no comment.
 *
 * @param isLast whether no other command follows.
 */
export function joiningFault(command: string, isLast: boolean): string | undefined {
  if (command === "") return "is empty. Leave it out.";
  if (command.endsWith("\\")) {
    return "ends in a backslash, which would join it with what follows. Take it away, and give each command whole.";
  }
  const { comment, openQuote } = scanned(command);
  if (comment === 0)
    return "is nothing but a comment. Leave it out, or give it as comment(…) before the run.";
  if (comment !== undefined && !isLast) {
    return "has a comment, which would swallow the commands after it. Take the comment away, or quote its # if it is none.";
  }
  if (openQuote) {
    return `has a quote (${openQuote}) that is not closed, which would swallow what follows. Close it, or escape it.`;
  }
  const code = command.slice(0, comment).trimEnd();
  const start = /^(&&|\|\||[|;&])/.exec(code)?.[0];
  if (start) return `begins with ${start}. Take it away: run joins its commands with &&.`;
  const operators = ["&&", "||", "|", ...(isLast ? [] : [";", "&"])];
  const operator = operators.find((one) => code.endsWith(one));
  return operator && !code.endsWith(`\\${operator}`)
    ? `ends in ${operator}. Take it away: run joins its commands with &&.`
    : undefined;
}

/** Where the comment of a line begins, and the quote that is open at its end. */
function scanned(command: string): { comment?: number; openQuote?: string } {
  let quote = "";
  let wordEnded = true;
  for (let at = 0; at < command.length; at += 1) {
    const character = command[at] ?? "";
    if (quote === "") {
      if (character === "#" && wordEnded) return { comment: at };
      wordEnded = /[\s;&|()<>]/.test(character);
      if (character === "\\") at += 1;
      else if (character === "$" && command[at + 1] === "'") {
        quote = "$'";
        at += 1;
      } else if (/['"`]/.test(character)) quote = character;
    } else if (character === "\\" && quote !== "'") at += 1;
    else if (character === quote.at(-1)) quote = "";
  }
  return quote === "" ? {} : { openQuote: quote };
}
