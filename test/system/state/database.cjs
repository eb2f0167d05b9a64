const { execFile, execFileSync, spawn } = require("node:child_process");
const { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { promisify } = require("node:util");
const { end, endWithThisProcess, freePort, untilAnswers } = require("./processes.cjs");

const run = promisify(execFile);

const USER = "pulumi";
const PASSWORD = "password-of-a-test";

/** A PostgreSQL with a cluster of its own, in a folder that is gone afterwards. */
async function startDatabase() {
  const programs = programsFolder();
  const folder = mkdtempSync(join(tmpdir(), "ib-pg-"));
  const data = join(folder, "data");
  const password = join(folder, "password");
  writeFileSync(password, PASSWORD);
  const owner = ownerOf([folder, password]);

  const cluster = ["-D", data, "-U", USER, "-A", "scram-sha-256", "--pwfile", password, "-E", "UTF8"];
  await run(join(programs, "initdb"), cluster, { ...owner, cwd: folder });
  const port = await freePort();
  const options = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder];
  const server = spawn(join(programs, "postgres"), options, { ...owner, cwd: folder, stdio: "ignore" });
  endWithThisProcess(server);

  const env = { PGPASSWORD: PASSWORD };
  /** What psql prints, without ornaments. @param {string} sql @param {string} [database] */
  const query = async (sql, database = "pulumi") => {
    const to = ["-h", "127.0.0.1", "-p", String(port), "-U", USER, "-d", database];
    const { stdout } = await run("psql", [...to, "-qAt", "-c", sql], {
      env: { ...process.env, ...env },
      maxBuffer: 1 << 28,
    });
    return stdout.trim();
  };
  await untilAnswers("PostgreSQL", server, () => query("select", "postgres"));
  await query("create database pulumi", "postgres");

  const TEXT = "convert_from(decode(data->>'data', 'base64'), 'UTF8')";
  return {
    port,
    password: PASSWORD,
    /** The environment that the CLI needs, since the URL is without the password. */
    env,
    /** As a user writes it, but for TLS. @param {number} [through] a port */
    url: (through = port) => `postgres://${USER}@127.0.0.1:${through}/pulumi?sslmode=disable`,
    query,
    /** How many statements the database has answered since it began, its own query included. @returns {Promise<number>} */
    statements: async () =>
      Number(
        await query("select xact_commit + xact_rollback from pg_stat_database where datname = 'pulumi'"),
      ),
    /** All that is in the table. @returns {Promise<Map<string, string>>} */
    async contents() {
      const rows = await query(`select json_agg(json_build_array(key, ${TEXT})) from pulumi_state`);
      return new Map(JSON.parse(rows || "[]"));
    },
    async stop() {
      // Fast: it does not wait for its clients.
      await end(server, "SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Debian does not put them on PATH. */
function programsFolder() {
  const versions = "/usr/lib/postgresql";
  const folders = existsSync(versions)
    ? readdirSync(versions).map((version) => join(versions, version, "bin"))
    : (process.env["PATH"] ?? "").split(":");
  const found = folders.findLast((folder) => existsSync(join(folder, "initdb")));
  if (found === undefined) throw new Error("PostgreSQL is missing. Run test/system/install.sh.");
  return found;
}

/** PostgreSQL does not run as root: there it is run as the user that its package has made. @param {string[]} files */
function ownerOf(files) {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ["-u", "-g"].map((what) =>
    Number(execFileSync("id", [what, "postgres"], { encoding: "utf8" })),
  );
  if (uid === undefined || gid === undefined) return {};
  for (const file of files) chownSync(file, uid, gid);
  return { uid, gid };
}

module.exports = { startDatabase };
