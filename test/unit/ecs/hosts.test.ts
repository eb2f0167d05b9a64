import EcsSdkClient from "@alicloud/ecs20140526";
import { $OpenApiUtil } from "@alicloud/openapi-core";
import { ecsHost } from "../../../provider/src/ecs/settings/hosts";

/** What the SDK's own client would call, by its table and rule. */
class Probe extends EcsSdkClient {
  constructor(regionId: string) {
    super(new $OpenApiUtil.Config({ regionId, accessKeyId: "id", accessKeySecret: "secret" }));
  }
  get host() {
    return this._endpoint;
  }
  get regions() {
    return Object.keys(this._endpointMap ?? {});
  }
}

const exceptions = new Probe("cn-hangzhou").regions;

test("every region is reached where the official SDK reaches it", () => {
  expect(exceptions.length).toBeGreaterThan(20);
  for (const region of [...exceptions, "cn-beijing", "ap-southeast-1", "eu-central-1"]) {
    expect([region, ecsHost(region)]).toEqual([region, new Probe(region).host]);
  }
});
