// This package's plugin, as a program uses it.

const { ImagePipeline } = require("pulumi-alicloud-image-builder/plugin");

/** @param {string} name @param {import("pulumi-alicloud-image-builder").ImagePipelineArgs} args */
exports.declare = (name, args) => new ImagePipeline(name, args);
