// This package as a dynamic provider, as a program uses it.

const { ImagePipeline } = require("pulumi-alicloud-image-builder");

/** @param {string} name @param {import("pulumi-alicloud-image-builder").ImagePipelineArgs} args */
exports.declare = (name, args) => new ImagePipeline(name, args);
