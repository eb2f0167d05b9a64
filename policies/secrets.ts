/** The configuration of the policy. */
export interface SecretsConfig {
  ignore?: string[];
  patterns?: Record<string, string>;
}

interface Pattern {
  name: string;
  what: string;
  expression: RegExp;
}

/** Where something was found. What was found is not in it: it must not get into a log. */
export interface Finding {
  line: number;
  what: string;
  pattern: string;
}

/**
 * Only what has the form of a credential, so that a finding is worth a refusal. A variable (`$NAME`, `{{ name }}`) in the
 * place of a password is none.
 */
const PATTERNS: Pattern[] = [
  {
    name: "alibaba-cloud-access-key",
    what: "an AccessKey ID of Alibaba Cloud",
    expression: /\bLTAI[0-9A-Za-z]{12,26}\b/,
  },
  {
    name: "alibaba-cloud-sts",
    what: "temporary credentials of Alibaba Cloud",
    expression: /\bSTS\.[0-9A-Za-z]{16,}\b/,
  },
  { name: "aws-access-key", what: "an access key of AWS", expression: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
  {
    name: "access-key-secret",
    what: "the secret of an access key",
    // Also as the option of a command, and in the older form of ENV. After a space, / begins a path.
    expression:
      /(?:access[_-]?key[_-]?secret|secret[_-]?(?:access[_-]?)?key)["']?(?:\s*[=:]\s*["']?|\s+["']?(?!\/))[0-9A-Za-z/+]{20,}/i,
  },
  {
    name: "private-key",
    what: "a private key",
    expression: /-----BEGIN (?:[0-9A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/,
  },
  {
    name: "password-in-url",
    what: "a URL with a password",
    expression: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*:(?![$%<]|\{\{)[^\s/@"']+@/i,
  },
  {
    name: "git-token",
    what: "a token of GitHub or GitLab",
    expression: /\b(?:gh[opsur]_[0-9A-Za-z]{36,}|github_pat_\w{36,}|glpat-[\w-]{20,})/,
  },
];

/** The patterns that a configuration leaves, and those that it adds. */
export function patternsOf({ ignore = [], patterns = {} }: SecretsConfig): Pattern[] {
  const own = Object.entries(patterns).map(([name, source]) => {
    try {
      return { name, what: "what a pattern of yours describes", expression: new RegExp(source) };
    } catch {
      throw new Error(
        `no-secrets-in-content, patterns.${name}: it is not a regular expression of JavaScript. Correct it.`,
      );
    }
  });
  return [...PATTERNS, ...own].filter(({ name }) => !ignore.includes(name));
}

/** Each finding once per line. */
export function findSecrets(content: string | undefined, patterns: readonly Pattern[]): Finding[] {
  const lines = (content ?? "").split(/\r\n?|\n/);
  return lines.flatMap((text, index) =>
    patterns
      .filter(({ expression }) => expression.test(text))
      .map(({ name: pattern, what }) => ({ line: index + 1, what, pattern })),
  );
}
