import { shell } from "../../../provider/src/servers/dynamic/shell";

const text = shell("imagePipeline");

test("what every state holds twice is short, and never changes: old states depend on it", () => {
  expect(text).toBe(
    "exports.handler=(p='pulumi-alicloud-image-builder')=>{try{return require(p+'/host').imagePipeline}catch(e){e.stack='';e.message='Add '+p+' to '+process.cwd()+'/package.json: '+(e.code||e);throw e}}",
  );
});

test("the module that it names is an export of the package, and has the provider that it names", () => {
  const module = new Function("exports", "require", `${text};return exports.handler()`);
  const provider = module({}, require);
  expect(Object.keys(provider).sort()).toEqual([
    "check",
    "configure",
    "create",
    "delete",
    "diff",
    "read",
    "update",
  ]);
});

test("a resource that is only read has a provider that can do nothing else, and tells no inputs for the state", () => {
  const read = shell("imagePipeline", true);
  expect(read).toContain("require(p+'/host').get.imagePipeline}");
  const module = new Function("exports", "require", `${read};return exports.handler()`);
  expect(Object.keys(module({}, require)).sort()).toEqual(["configure", "read"]);
});
