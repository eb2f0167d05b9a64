// The provider of the tutorials: a class with five methods, which Pulumi serializes into the state of each resource. The
// methods do nothing.

const { dynamic } = require("@pulumi/pulumi");

const provider = {
  /** @param {object} _olds @param {object} news */
  async check(_olds, news) {
    return { inputs: news, failures: [] };
  },
  /** @param {string} _id @param {Record<string, unknown>} olds @param {Record<string, unknown>} news */
  async diff(_id, olds, news) {
    const replaces = Object.keys(news).filter(
      (name) => JSON.stringify(olds[name]) !== JSON.stringify(news[name]),
    );
    return { changes: replaces.length > 0, replaces, deleteBeforeReplace: true };
  },
  /** @param {object} inputs */
  async create(inputs) {
    return { id: `class-${Math.random().toString(36).slice(2)}`, outs: inputs };
  },
  /** @param {string} id @param {object} props */
  async read(id, props) {
    return { id, props };
  },
  async delete() {},
};

class ClassBased extends dynamic.Resource {
  /** @param {string} name @param {object} args */
  constructor(name, args) {
    super(provider, name, args, undefined, "alicloud", "ImagePipeline");
  }
}

/** @param {string} name @param {object} args */
exports.declare = (name, args) => new ClassBased(name, args);
