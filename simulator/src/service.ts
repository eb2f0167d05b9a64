/** What happens to one request, from the wire to the answer. */

import type { Action, Reply, World } from "./actions/action.js";
import { ACTIONS } from "./actions/index.js";
import type { CallLog } from "./control/calls.js";
import type { Counting } from "./control/counters.js";
import type { Fault, Faults } from "./control/faults.js";
import type { Quota } from "./control/quota.js";
import { ApiError, errors } from "./errors.js";
import type { AccessKeys, Caller } from "./model/access-keys.js";
import { refuseWrongToken } from "./model/access-keys.js";
import { readSettings } from "./model/settings.js";
import { checkParameters } from "./parameters/read.js";
import { newRequestId } from "./random.js";
import type { Call } from "./rpc/call.js";
import { actionOf, formatOf, readCall } from "./rpc/call.js";
import type { Message } from "./rpc/message.js";
import { header, isForm } from "./rpc/message.js";
import type { Nonces } from "./rpc/nonces.js";
import type { Rendered } from "./rpc/render.js";
import { render } from "./rpc/render.js";
import { securityTokenOf, verifySignature } from "./rpc/signature.js";

export interface Service {
  readonly world: Omit<World, "caller">;
  readonly accessKeys: AccessKeys;
  readonly faults: Faults;
  readonly quota: Quota;
  readonly counting: Counting;
  readonly calls: CallLog;
  readonly nonces: Nonces;
  readonly log: (line: string) => void;
  /** Real time. */
  readonly startedAt: string;
}

/** How a request is answered: what to send, and the fault on the way, if any. */
export interface Outcome {
  readonly reply: Rendered & { readonly headers: Readonly<Record<string, string>> };
  readonly action: string;
  readonly code: string;
  /** Of the caller, unless the request is refused before that is known. */
  readonly accountId?: string;
  readonly fault?: Fault;
}

const RETRY_AFTER_MS = 200;

/** Answers a request. All of the work is done when this returns, unless a fault prevents it. */
export function answer(service: Service, message: Message): Outcome {
  const requestId = newRequestId();
  const action = actionOf(message) ?? "";
  let caller: Caller | undefined;
  const respond = (
    rendered: Rendered,
    code: string,
    fault?: Fault,
    more: Readonly<Record<string, string>> = {},
  ) => ({
    reply: { ...rendered, headers: { "x-acs-request-id": requestId, ...more } },
    action,
    code,
    ...(caller && { accountId: caller.accountId }),
    ...(fault && { fault }),
  });
  const refuse = (error: ApiError, fault?: Fault, more?: Readonly<Record<string, string>>) =>
    respond(refusal(error, message, requestId), error.code, fault, more);

  try {
    caller = callerOf(service, message);
  } catch (error) {
    service.counting.rejected();
    return refuse(asApiError(error, service));
  }
  // Names that no action has are counted together: there is no end of them.
  service.counting.called(ACTIONS.some(({ name }) => name === action) ? action : "-");
  if (!service.quota.take(service.world.realTime())) return refuse(errors.throttled());
  const fault = service.faults.next(action);
  switch (fault?.kind) {
    case "throttle":
      return refuse(errors.throttled(), fault);
    case "throttle-retry-after":
      return refuse(errors.throttled(), fault, { "x-acs-retry-after": String(RETRY_AFTER_MS) });
    case "http-500":
      return refuse(errors.internal(), fault);
    case "http-503-html":
      return respond(UNAVAILABLE, "-", fault);
    case "drop-before-commit":
      return respond(NOTHING, "-", fault);
    default:
  }
  const denied = new Map(Object.entries(readSettings(service.world.store).deny)).get(action);
  if (denied !== undefined) return refuse(errors.denied(denied), fault);
  try {
    const fields = { RequestId: requestId, ...perform(readCall(message), { ...service.world, caller }) };
    return respond(render(formatOf(message), 200, `${action}Response`, fields), "OK", fault);
  } catch (error) {
    return refuse(asApiError(error, service), fault);
  }
}

/** The answer to a request that is refused. */
export function refusal(error: ApiError, message: Message, requestId = newRequestId()): Rendered {
  const fields = {
    RequestId: requestId,
    HostId: header(message, "host") ?? "",
    Code: error.code,
    Message: error.message,
  };
  return render(formatOf(message), error.status, "Error", fields);
}

/** A page as a load balancer sends it: a client of the API cannot read it. */
const UNAVAILABLE: Rendered = {
  status: 503,
  contentType: "text/html",
  body: "<html><head><title>503 Service Temporarily Unavailable</title></head><body><h1>503</h1></body></html>\n",
};

const NOTHING: Rendered = { status: 0, contentType: "", body: "" };

/** @throws unless the request is readable, and signed or for an action that needs no signature. */
function callerOf({ accessKeys, nonces, world }: Service, message: Message): Caller {
  // This comes first: the signature could be among parameters that are not read.
  if (message.body.length > 0 && !isForm(message)) throw errors.notAForm();
  const action = ACTIONS.find(({ name }) => name === actionOf(message));
  if (action?.unsigned) return { accountId: accessKeys.mainAccountId() };
  const secretOf = (id: string) => accessKeys.find(id)?.accessKeySecret;
  const key = accessKeys.find(verifySignature(message, secretOf, nonces, world.realTime()));
  if (key === undefined) throw errors.unknownAccessKey();
  refuseWrongToken(key, securityTokenOf(message), world.realTime());
  return key;
}

function perform(call: Call, world: World): Reply {
  const action = find(call);
  return action.run(checkParameters(call.parameters, action), world);
}

function find(call: Call): Action {
  const named = ACTIONS.filter(({ name }) => name === call.action);
  if (named.length === 0) throw errors.actionNotFound();
  const found = named.find(({ version }) => version === call.version);
  if (found === undefined) throw errors.versionNotFound();
  return found;
}

function asApiError(error: unknown, service: Service): ApiError {
  if (error instanceof ApiError) return error;
  service.log(`defect: ${error instanceof Error ? error.stack : String(error)}`);
  return errors.internal();
}
