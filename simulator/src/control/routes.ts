/** The simulator's own interface, under `/_simulator/`: unsigned, in JSON, for this machine only. */

import type { FastifyError, FastifyInstance } from "fastify";
import { ApiError } from "../errors.js";
import { EMPTY_CATALOG, replaceCatalog } from "../model/catalog.js";
import { LAST_TIME } from "../model/clock.js";
import { replanExecutions } from "../model/executions.js";
import { putImage } from "../model/images.js";
import type { Catalog, FurtherKey, Settings } from "../model/records.js";
import { changeSettings, readSettings } from "../model/settings.js";
import type { Store } from "../model/store.js";
import type { Service } from "../service.js";
import { type Alterations, alterPipeline } from "./alter.js";
import type { FaultRules } from "./faults.js";
import { changedImage, type ImageChange, type NewImage, newImage } from "./images.js";
import { isLocal } from "./local.js";
import { overview } from "./overview.js";
import { CONTROL_HEADERS, PAGE_FILES, sendPage, wantsPage } from "./page.js";
import * as schemas from "./schemas.js";
import { pipelineItem, state } from "./state.js";
import { type SummaryQuery, summary } from "./summary.js";

/** @param routes all routes of the server; filled while they are registered. */
export function controlRoutes(service: Service, routes: readonly string[]) {
  const { store, clock } = service.world;
  return async (app: FastifyInstance): Promise<void> => {
    readsJson(app);
    app.setNotFoundHandler(async (_request, reply) => {
      await reply.code(404).send({ error: "this path does not exist, or not with this method", routes });
    });
    app.addHook("onRequest", async (request, reply) => {
      reply.headers(CONTROL_HEADERS);
      if (!isLocal(request.socket.remoteAddress, request.headers)) {
        const error = "only requests from this machine are allowed, with a Host and an Origin on it";
        await reply.code(403).send({ error });
      }
    });

    app.get("/", async (request, reply) => {
      reply.header("vary", "accept");
      return wantsPage(request.headers) ? sendPage(reply, "index.html") : overview(request, routes);
    });
    for (const file of PAGE_FILES) app.get(`/${file}`, async (_request, reply) => sendPage(reply, file));
    app.get<{ Querystring: SummaryQuery }>(
      "/summary",
      { schema: { querystring: schemas.SUMMARY_SCHEMA } },
      async ({ query }) => summary(service, query),
    );
    app.get("/state", async () => state(service));
    app.post("/reset", { schema: { body: schemas.RESET_SCHEMA } }, async () => {
      await service.world.builds?.close();
      store.commit([{ clear: true }]);
      clock.reset();
      service.accessKeys.reset();
      service.faults.replace({});
      service.quota.limit(undefined);
      service.counting.reset();
      service.calls.reset();
      return {};
    });
    app.post<{ Body: FaultRules }>(
      "/faults",
      { schema: { body: schemas.FAULTS_SCHEMA } },
      async ({ body }) => {
        service.faults.replace(body);
        return body;
      },
    );
    app.post<{ Body: { callsPerSecond?: number } }>(
      "/quota",
      { schema: { body: schemas.QUOTA_SCHEMA } },
      async ({ body }) => {
        service.quota.limit(body.callsPerSecond);
        return body;
      },
    );
    app.post<{ Body: Partial<Catalog> }>(
      "/catalog",
      { schema: { body: schemas.CATALOG_SCHEMA } },
      async ({ body }) => {
        const catalog = { ...EMPTY_CATALOG, ...body };
        replaceCatalog(store, catalog);
        return catalog;
      },
    );
    app.post<{ Body: Partial<Settings> }>(
      "/settings",
      { schema: { body: schemas.SETTINGS_SCHEMA } },
      async ({ body }) => {
        refuseDoubledKeys(body.accessKeys ?? [], service.accessKeys.mainAccessKeyId);
        changeSettings(store, body);
        if (body.stateSeconds ?? body.failures ?? body.copies ?? body.quotas)
          store.commit(replanExecutions(store, clock.now().getTime()));
        return readSettings(store);
      },
    );
    app.post<{ Params: { id: string }; Body: { parameters: Alterations } }>(
      "/pipelines/:id",
      { schema: { body: schemas.ALTER_SCHEMA } },
      async ({ params: { id }, body }, reply) => {
        const pipeline = store.get("pipelines", id);
        if (pipeline === undefined) return reply.code(404).send({ error: "this pipeline does not exist" });
        return pipelineItem(alterPipeline(store, pipeline, body.parameters));
      },
    );
    app.post<{ Body: { images: readonly NewImage[] } }>(
      "/images",
      { schema: { body: schemas.NEW_IMAGES_SCHEMA } },
      async ({ body: { images } }) => {
        const now = clock.now().getTime();
        refuseTakenIds(store, images);
        const made = images.map((image) => newImage(store, image, service.accessKeys.mainAccountId(), now));
        store.commit(made.flatMap(({ changes }) => changes));
        return { imageIds: made.map(({ imageId }) => imageId) };
      },
    );
    app.post<{ Params: { id: string }; Body: ImageChange }>(
      "/images/:id",
      { schema: { body: schemas.IMAGE_SCHEMA } },
      async ({ params: { id }, body }, reply) => {
        const image = store.get("images", id);
        if (image === undefined) return reply.code(404).send({ error: "this image does not exist" });
        store.commit([putImage(changedImage(image, body))]);
        return { id, ...body };
      },
    );
    app.get("/clock", async () => ({ now: clock.now().toISOString() }));
    app.post<{ Body: { advanceSeconds: number } }>(
      "/clock",
      { schema: { body: schemas.CLOCK_SCHEMA } },
      async ({ body }) => {
        if (clock.now().getTime() + body.advanceSeconds * 1000 > LAST_TIME) {
          throw badRequest("advanceSeconds: the clock ends with the year 9999");
        }
        clock.advance(body.advanceSeconds);
        return { now: clock.now().toISOString() };
      },
    );
  };
}

/** Ignores the content type of a body: `curl -d` declares a form. */
function readsJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>("*", { parseAs: "string" }, (_request, body, done) => {
    try {
      done(null, body.trim() === "" ? {} : JSON.parse(body));
    } catch {
      done(badRequest("the body is not JSON"));
    }
  });
  app.addHook("preValidation", async (request) => {
    request.body ??= {};
  });
  app.setSchemaErrorFormatter(([first], where) => {
    const key = first?.params["additionalProperty"];
    const which = typeof key === "string" ? ` (${key})` : "";
    return new Error(`${where}${first?.instancePath ?? ""} ${first?.message ?? "is not valid"}${which}`);
  });
  app.setErrorHandler<FastifyError | ApiError>(async (error, _request, reply) => {
    const status = error instanceof ApiError ? 400 : error.statusCode;
    await reply.code(status ?? 500).send({ error: error.message });
  });
}

function refuseDoubledKeys(keys: readonly FurtherKey[], mainAccessKeyId: string): void {
  const ids = [mainAccessKeyId, ...keys.map(({ accessKeyId }) => accessKeyId)];
  if (new Set(ids).size < ids.length) {
    throw badRequest(
      "accessKeys: each ID may be given once, and not the ID that the simulator was started with",
    );
  }
}

function refuseTakenIds(store: Store, images: readonly NewImage[]): void {
  const ids = images.flatMap(({ imageId }) => imageId ?? []);
  if (new Set(ids).size < ids.length || ids.some((id) => store.get("images", id) !== undefined)) {
    throw badRequest("images: each imageId may be given once, and not the ID of an image that exists");
  }
}

function badRequest(message: string): Error {
  return Object.assign(new Error(message), { statusCode: 400 });
}
