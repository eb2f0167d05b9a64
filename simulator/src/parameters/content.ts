/**
 * What the simulator reads in a build content: how many commands it has, and its FROM line.
 *
 * The grammar is written down in part only (docs/service.md, Build content: commands). What is not known is
 * let pass: unknown instructions, and the YAML form, which is not looked into.
 */

export const MAX_COMMANDS = 127;

export interface BaseReference {
  readonly baseImageType: string;
  readonly baseImage: string;
}

/**
 * The YAML form has a top-level list of tasks (docs/service.md, Build content: YAML form). A file in YAML
 * that a command writes, by a heredoc, does not make the content one.
 */
export function isYaml(content: string): boolean {
  return logicalLines(content).some((line) => /^Tasks\s*:/.test(line));
}

/**
 * The commands of a content, each on one line: comments and blank lines are none, and a line
 * continued with a backslash or by a heredoc is part of the command it continues.
 */
export function commands(content: string): readonly string[] {
  return logicalLines(content).map((line) => line.trim());
}

function logicalLines(content: string): readonly string[] {
  const found: string[] = [];
  let open: string | undefined;
  let heredocs: readonly RegExp[] = [];
  for (const line of content.split(/\r?\n/)) {
    const [terminator] = heredocs;
    if (terminator !== undefined) {
      if (terminator.test(line)) heredocs = heredocs.slice(1);
      continue;
    }
    if (/^\s*(#|$)/.test(line)) continue;
    const continued = /\\[ \t]*$/.test(line);
    open = `${open ?? ""}${line.replace(/\\[ \t]*$/, "")}`;
    if (continued) continue;
    found.push(open);
    heredocs = heredocsOf(open);
    open = undefined;
  }
  if (open !== undefined) found.push(open);
  return found;
}

/** What ends each heredoc that a command opens; text in quotes opens none. */
function heredocsOf(command: string): readonly RegExp[] {
  if (!/^\s*(RUN|COPY|ADD)\s/i.test(command)) return [];
  const tokens = command.matchAll(/\s\d*<<(-?)(["']?)([A-Za-z_]\w*)\2|"(?:\\.|[^"\\])*"|'[^']*'/g);
  return [...tokens].flatMap(([, dash, , word]) => {
    if (word === undefined) return [];
    return [new RegExp(dash === "-" ? `^\\t*${word}$` : `^${word}$`)];
  });
}

/** The operand of the content's FROM line, wherever that stands; undefined without one. */
export function fromOperand(content: string): string | undefined {
  if (isYaml(content)) return undefined;
  for (const command of commands(content)) {
    const match = /^FROM(?:\s+(\S+))?(?:\s|$)/i.exec(command);
    if (match !== null) return match[1] ?? "";
  }
  return undefined;
}

/** What the COMPONENT lines of a content name: IDs and ARNs (docs/service.md, Build content: commands). */
export function componentReferences(content: string): readonly string[] {
  if (isYaml(content)) return [];
  return commands(content).flatMap((command) => /^COMPONENT\s+(\S+)/i.exec(command)?.[1] ?? []);
}

/**
 * Reads `<BaseImageType>:<BaseImage>` (docs/service.md, FROM); undefined for any other form, Docker's
 * `image:tag` too.
 */
export function baseReference(operand: string): BaseReference | undefined {
  const match = /^(IMAGE|IMAGE_FAMILY):(\S+)$/.exec(operand);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { baseImageType: match[1], baseImage: match[2] };
}
