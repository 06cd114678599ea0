//! A figure in pixels as shapes of a picture, which are smooth at every size.

use std::fmt::Write;

use ratatui::layout::Rect;
use uncramp::figure::shape::{Shape, sides};
use uncramp::ui::figure::{Inked, Scene};

use super::hex;

/// A soft edge, from outside: so many cm within, so much of the ink.
const SOFT: [(f32, f32); 3] = [(0.0, 0.35), (0.7, 0.6), (1.4, 1.0)];

/// The scene over `area`, of which a unit is a pixel of the scene.
pub fn element(scene: &Scene, area: Rect) -> String {
    let view = scene.view;
    let Rect {
        x,
        y,
        width,
        height,
    } = area;
    let mut text = format!(
        "<svg x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" overflow=\"hidden\">\n\
         <g transform=\"matrix({:.4} 0 0 {:.4} {:.2} {:.2})\">\n<g id=\"behind\">\n",
        view.across.recip(),
        view.down.recip(),
        -view.origin.x / view.across,
        -view.origin.y / view.down,
    );
    // As large as any window.
    let _ = writeln!(
        text,
        "<path fill=\"{}\" d=\"M-999 -999h1998v1998h-1998z\"/>",
        hex(scene.ground)
    );
    for piece in &scene.backdrop {
        text += &filled(piece, 0.0, 1.0);
    }
    text += "</g>\n";
    for (number, layer) in scene.layers.iter().enumerate() {
        let gaps: String = layer
            .iter()
            .filter(|piece| piece.apart)
            .map(|piece| outline(&piece.shape.grown(scene.gap)))
            .collect();
        if !gaps.is_empty() {
            let _ = write!(
                text,
                "<clipPath id=\"gap{number}\">{gaps}</clipPath>\n\
                 <use href=\"#behind\" clip-path=\"url(#gap{number})\"/>\n"
            );
        }
        let (soft, hard): (Vec<_>, Vec<_>) = layer.iter().partition(|piece| piece.soft);
        text.extend(hard.into_iter().map(|piece| filled(piece, 0.0, 1.0)));
        for (depth, share) in SOFT {
            text.extend(soft.iter().map(|piece| filled(piece, -depth, share)));
        }
    }
    text + "</g>\n</svg>\n"
}

fn filled(piece: &Inked, grown: f32, share: f32) -> String {
    let opacity = if share < 1.0 {
        format!(" opacity=\"{share}\"")
    } else {
        String::new()
    };
    let outline = outline(&piece.shape.grown(grown));
    format!("<g fill=\"{}\"{opacity}>{outline}</g>\n", hex(piece.ink))
}

fn outline(shape: &Shape) -> String {
    match shape {
        Shape::Ellipse { centre, radii } => format!(
            "<ellipse cx=\"{:.2}\" cy=\"{:.2}\" rx=\"{:.2}\" ry=\"{:.2}\"/>",
            centre.x, centre.y, radii.0, radii.1
        ),
        Shape::Capsule { from, to, radii } => {
            let mut text = String::new();
            for (end, radius) in [(from, radii.0), (to, radii.1)] {
                let _ = write!(
                    text,
                    "<circle cx=\"{:.2}\" cy=\"{:.2}\" r=\"{radius:.2}\"/>",
                    end.x, end.y
                );
            }
            if let Some([[a, b], [d, c]]) = sides(*from, *to, *radii) {
                text += &outline(&Shape::Polygon(vec![a, b, c, d]));
            }
            text
        }
        Shape::Polygon(corners) => {
            let corners = corners.iter();
            let corners = corners.map(|corner| format!("{:.2} {:.2}", corner.x, corner.y));
            let corners: Vec<String> = corners.collect();
            format!("<path d=\"M{}z\"/>", corners.join("L"))
        }
    }
}
