/**
 * ECS host names that cannot be derived from the region's ID. The table is a copy from the official SDK's client, which
 * would take long to load. A test compares the two.
 */
const HOSTS: Record<string, string[]> = {
  "ecs-cn-hangzhou.aliyuncs.com": [
    "cn-hangzhou",
    "cn-shanghai-finance-1",
    "cn-shenzhen-finance-1",
    "cn-beijing-nu16-b01",
    "cn-fujian",
    "cn-haidian-cm12-c01",
    "cn-hangzhou-bj-b01",
    "cn-hangzhou-internal-prod-1",
    "cn-hangzhou-internal-test-1",
    "cn-hangzhou-internal-test-2",
    "cn-hangzhou-internal-test-3",
    "cn-hangzhou-test-306",
    "cn-shanghai-et15-b01",
    "cn-shanghai-et2-b01",
    "cn-shanghai-internal-test-1",
    "cn-shenzhen-st4-d01",
    "cn-shenzhen-su18-b01",
    "cn-zhangbei-na61-b01",
  ],
  "ecs.aliyuncs.com": [
    "cn-north-2-gov-1",
    "ap-northeast-2-pop",
    "cn-beijing-finance-pop",
    "cn-beijing-gov-1",
    "cn-hangzhou-finance",
    "cn-hongkong-finance-pop",
    "cn-shanghai-inner",
    "cn-shenzhen-inner",
    "cn-wuhan",
    "cn-yushanfang",
    "cn-zhangbei",
    "rus-west-1-pop",
  ],
  "ecs.cn-qingdao-nebula.aliyuncs.com": ["cn-edge-1", "cn-huhehaote-nebula-1", "cn-zhengzhou-nebula-1"],
  "ecs.cn-zhangjiakou.aliyuncs.com": ["cn-zhangjiakou-na62-a01"],
  "ecs.cn-shenzhen-cloudstone.aliyuncs.com": ["eu-west-1-oxs"],
};

const EXCEPTIONS = new Map(
  Object.entries(HOSTS).flatMap(([host, regions]) => regions.map((region) => [region, host])),
);

export const ecsHost = (regionId: string): string =>
  EXCEPTIONS.get(regionId) ?? `ecs.${regionId}.aliyuncs.com`;
