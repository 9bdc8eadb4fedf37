//! BERT's encoder over candle's tensors.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use candle_core::{D, DType, Device, Tensor};
use serde::Deserialize;

use crate::kernels::Kernels;
use crate::stages::{Clock, Stage};
use crate::text::missing;

#[derive(Deserialize)]
struct Config {
    hidden_size: usize,
    num_attention_heads: usize,
    num_hidden_layers: usize,
    layer_norm_eps: f32,
}

/// A product and a bias; the weights lie as the product reads them.
struct Dense {
    weight: Tensor,
    bias: Tensor,
}

struct Norm {
    weight: Tensor,
    bias: Tensor,
    eps: f32,
}

struct Layer {
    query: Dense,
    key: Dense,
    value: Dense,
    attention: Dense,
    attention_norm: Norm,
    intermediate: Dense,
    output: Dense,
    output_norm: Norm,
}

pub(crate) struct Bert {
    config: Config,
    words: Tensor,
    positions: Tensor,
    /// Of a first sentence; there is no second.
    kind: Tensor,
    norm: Norm,
    layers: Vec<Layer>,
}

/// The model's weights by name.
struct Weights(HashMap<String, Tensor>);

impl Weights {
    fn take(&mut self, name: &str) -> Result<Tensor> {
        self.0.remove(name).with_context(|| format!("the model has no `{name}`; is it all-MiniLM-L6-v2?"))
    }

    fn dense(&mut self, name: &str) -> Result<Dense> {
        let [weight, bias] = ["weight", "bias"].map(|part| self.take(&format!("{name}.{part}")));
        Ok(Dense { weight: weight?.t()?, bias: bias? })
    }

    fn norm(&mut self, name: &str, eps: f32) -> Result<Norm> {
        let [weight, bias] = ["weight", "bias"].map(|part| self.take(&format!("{name}.{part}")));
        Ok(Norm { weight: weight?, bias: bias?, eps })
    }
}

impl Dense {
    fn product(&self, x: &Tensor) -> candle_core::Result<Tensor> {
        x.matmul(&self.weight)
    }

    fn forward(&self, x: &Tensor, kernels: Kernels) -> candle_core::Result<Tensor> {
        kernels.bias(self.product(x)?, &self.bias)
    }
}

impl Norm {
    fn forward(&self, x: &Tensor) -> candle_core::Result<Tensor> {
        candle_nn::ops::layer_norm(x, &self.weight, &self.bias, self.eps)
    }
}

impl Bert {
    pub(crate) fn load(directory: &Path) -> Result<Self> {
        let [config, weights] = ["config.json", "model.safetensors"].map(|name| directory.join(name));
        let text = std::fs::read_to_string(&config).with_context(|| missing(&config))?;
        let config: Config = serde_json::from_str(&text).with_context(|| missing(&config))?;
        let tensors =
            candle_core::safetensors::load(&weights, &Device::Cpu).with_context(|| missing(&weights))?;
        let (mut weights, eps) = (Weights(tensors), config.layer_norm_eps);
        let layer = |i: usize| -> Result<Layer> {
            let at = |part: &str| format!("encoder.layer.{i}.{part}");
            Ok(Layer {
                query: weights.dense(&at("attention.self.query"))?,
                key: weights.dense(&at("attention.self.key"))?,
                value: weights.dense(&at("attention.self.value"))?,
                attention: weights.dense(&at("attention.output.dense"))?,
                attention_norm: weights.norm(&at("attention.output.LayerNorm"), eps)?,
                intermediate: weights.dense(&at("intermediate.dense"))?,
                output: weights.dense(&at("output.dense"))?,
                output_norm: weights.norm(&at("output.LayerNorm"), eps)?,
            })
        };
        let layers = (0..config.num_hidden_layers).map(layer).collect::<Result<_>>()?;
        Ok(Self {
            words: weights.take("embeddings.word_embeddings.weight")?,
            positions: weights.take("embeddings.position_embeddings.weight")?,
            kind: weights.take("embeddings.token_type_embeddings.weight")?.get(0)?,
            norm: weights.norm("embeddings.LayerNorm", eps)?,
            layers,
            config,
        })
    }

    /// The embedding of each sentence, of length 1; tokens are B, N, and the mask has a 1 for each that
    /// counts.
    pub(crate) fn encode(
        &self,
        (tokens, mask): &(Tensor, Tensor),
        kernels: Kernels,
        clock: &mut Clock,
    ) -> candle_core::Result<Tensor> {
        let (batch, length) = tokens.dims2()?;
        let (heads, hidden) = (self.config.num_attention_heads, self.config.hidden_size);
        let head = hidden / heads;
        // What is added to a score: 0, or so much less that it does not count.
        let bias = ((mask - 1.0)? * 1e30)?.reshape((batch, 1, 1, length))?;

        let mut x = clock.time(Stage::Embeddings, || {
            let words =
                self.words.index_select(&tokens.flatten_all()?, 0)?.reshape((batch, length, hidden))?;
            let places = self.positions.narrow(0, 0, length)?.broadcast_add(&self.kind)?;
            self.norm.forward(&words.broadcast_add(&places)?.reshape((batch * length, hidden))?)
        })?;
        for layer in &self.layers {
            let [q, k, v] = clock.time(Stage::Dense, || {
                [&layer.query, &layer.key, &layer.value].map(|dense| dense.forward(&x, kernels))
            });
            let split = |x: Tensor| x.reshape((batch, length, heads, head))?.transpose(1, 2)?.contiguous();
            let (scores, v) = clock.time(Stage::Attention, || {
                candle_core::Result::Ok((split(q?)?.matmul(&split(k?)?.t()?)?, split(v?)?))
            })?;
            let p =
                clock.time(Stage::Softmax, || kernels.softmax(scores, 1.0 / (head as f64).sqrt(), &bias))?;
            let context = clock.time(Stage::Attention, || {
                p.matmul(&v)?.transpose(1, 2)?.reshape((batch * length, hidden))
            })?;
            let attended = clock.time(Stage::Dense, || layer.attention.forward(&context, kernels))?;
            x = clock.time(Stage::LayerNorm, || layer.attention_norm.forward(&(attended + &x)?))?;
            let wide = clock.time(Stage::Dense, || layer.intermediate.product(&x))?;
            let wide = clock.time(Stage::Gelu, || kernels.bias_gelu(wide, &layer.intermediate.bias))?;
            let output = clock.time(Stage::Dense, || layer.output.forward(&wide, kernels))?;
            x = clock.time(Stage::LayerNorm, || layer.output_norm.forward(&(output + &x)?))?;
        }
        clock.time(Stage::Pooling, || {
            let counted = x.reshape((batch, length, hidden))?.broadcast_mul(&mask.unsqueeze(2)?)?;
            let mean = counted.sum(1)?.broadcast_div(&mask.sum_keepdim(1)?)?;
            mean.broadcast_div(&mean.sqr()?.sum_keepdim(D::Minus1)?.sqrt()?)?.to_dtype(DType::F32)
        })
    }
}
