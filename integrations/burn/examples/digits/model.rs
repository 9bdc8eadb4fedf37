// A small transformer of eight tokens, the lines of an image. Included twice, behind a `use` each: `activation` and `nn`
// are burn's or ours, and nothing else differs.

use burn::module::Module;
use burn::tensor::{Device, Int, Tensor};

use crate::stages::{Stage, timed};

/// The width of a token.
const WIDTH: usize = 64;
const HEADS: usize = 4;
const HIDDEN: usize = 256;
const LAYERS: usize = 2;

#[derive(Module, Debug)]
struct Layer {
    first_norm: nn::LayerNorm,
    qkv: nn::Linear,
    out: nn::Linear,
    second_norm: nn::LayerNorm,
    up: nn::Linear,
    gelu: nn::Gelu,
    down: nn::Linear,
}

impl Layer {
    fn new(device: &Device) -> Self {
        Self {
            first_norm: nn::LayerNormConfig::new(WIDTH).init(device),
            qkv: nn::LinearConfig::new(WIDTH, 3 * WIDTH).init(device),
            out: nn::LinearConfig::new(WIDTH, WIDTH).init(device),
            second_norm: nn::LayerNormConfig::new(WIDTH).init(device),
            up: nn::LinearConfig::new(WIDTH, HIDDEN).init(device),
            gelu: nn::Gelu::new(),
            down: nn::LinearConfig::new(HIDDEN, WIDTH).init(device),
        }
    }

    fn forward(&self, x: Tensor<3>) -> Tensor<3> {
        let [images, tokens, _] = x.dims();
        let of_heads = |x: Tensor<3>| x.reshape([images, tokens, HEADS, WIDTH / HEADS]).swap_dims(1, 2);
        let qkv = self.qkv.forward(self.first_norm.forward(x.clone()));
        let [q, k, v] = [0, 1, 2].map(|i| of_heads(qkv.clone().narrow(2, i * WIDTH, WIDTH)));
        let scores = q.matmul(k.swap_dims(2, 3)) * (1.0 / ((WIDTH / HEADS) as f64).sqrt());
        let p = timed(Stage::Softmax, || activation::softmax(scores, 3));
        let mixed = p.matmul(v).swap_dims(1, 2).reshape([images, tokens, WIDTH]);
        let x = x + self.out.forward(mixed);
        let up = self.up.forward(self.second_norm.forward(x.clone()));
        let hidden = timed(Stage::Gelu, || self.gelu.forward(up));
        x + self.down.forward(hidden)
    }
}

/// The transformer.
#[derive(Module, Debug)]
pub(crate) struct Model {
    embed: nn::Linear,
    positions: nn::Embedding,
    layers: Vec<Layer>,
    norm: nn::LayerNorm,
    head: nn::Linear,
}

impl crate::Network for Model {
    fn new(device: &Device) -> Self {
        Self {
            embed: nn::LinearConfig::new(SIDE, WIDTH).init(device),
            positions: nn::EmbeddingConfig::new(SIDE, WIDTH).init(device),
            layers: (0..LAYERS).map(|_| Layer::new(device)).collect(),
            norm: nn::LayerNormConfig::new(WIDTH).init(device),
            head: nn::LinearConfig::new(WIDTH, CLASSES).init(device),
        }
    }

    fn logits(&self, images: Tensor<3>) -> Tensor<2> {
        let lines = Tensor::<1, Int>::arange(0..SIDE as i64, &images.device()).reshape([1, SIDE]);
        let x = self.embed.forward(images) + self.positions.forward(lines);
        let x = self.layers.iter().fold(x, |x, layer| layer.forward(x));
        self.head.forward(self.norm.forward(x).mean_dim(1).squeeze_dim(1))
    }

    fn loss(logits: Tensor<2>, classes: Tensor<1, Int>) -> Tensor<1> {
        let loss = nn::loss::CrossEntropyLossConfig::new().with_smoothing(Some(0.1)).init(&logits.device());
        timed(Stage::Loss, || loss.forward(logits, classes))
    }
}
