/* The schedules: formulas for the learning rate, as they run. */

#include "catalogue.h"

#include <stddef.h>

/* Parameters that several rows share: name, default, range, meaning. */
#define DECAY_RATE                                                                                 \
    {                                                                                              \
        "decay", 0.01, 0, 1e6, "d: how fast the rate falls", "d|k|rate|decay rate|lambda"          \
    }
#define ETA_MIN(text)                                                                              \
    {                                                                                              \
        "eta_min", 0, 0, 1e9, text, "min lr|lr min|end learning rate|end lr|final lr|minimum|min"  \
    }
#define TOTAL(value, low, text)                                                                    \
    {                                                                                              \
        "total", value, low, 1e12, text, "T|T max|total iters|total steps|steps|max iter|over"     \
    }
#define WARMUP(value, low)                                                                         \
    {                                                                                              \
        "warmup", value, low, 1e12, "iterations during which the rate rises",                      \
            "warmup steps|warmup iters|w|steps"                                                    \
    }

/* The number that all drops are multiplied by, and when they come. */
#define DROP(value, text)                                                                          \
    {                                                                                              \
        "decay", value, 0, 1e6, text, "gamma|drop|factor|d|drop rate"                              \
    }
#define PERIOD(text)                                                                               \
    {                                                                                              \
        "period", 10, 1, 1e12, text, "step size|every|r|drop every|steps|epochs drop"              \
    }
/* What Keras' schedules of a rate have. */
#define STEPS                                                                                      \
    {                                                                                              \
        "steps", 100, 1e-9, 1e12, "iterations that count as one", "decay steps|T|total"            \
    }
#define STAIRCASE                                                                                  \
    {                                                                                              \
        "staircase", 0, 0, 1, "1: only after whole `steps`"                                        \
    }

const struct formula_row schedule_rows[] = {
    {
        .name = "constant",
        .title = "the same rate throughout",
        .lesson = "The ball settles if eta is below the edge of stability (help sharpness). With "
                  "noise it never comes to rest: the larger eta, the more it trembles.",
        .tries = "surface ravine\neta 0.07\nschedule constant\nnoise 5",
        .formula = "eta0",
        .source = "Cauchy 1847",
        .others = "none|off|fixed|const|flat|no schedule",
    },
    {
        .name = "time",
        .title = "time-based decay, a recursion",
        .lesson = "It hardly falls at first, then ever faster: each rate is the previous one "
                  "divided by 1 + d*n. With a large d the rate dies out before the ball arrives.",
        .tries = "surface ravine\neta 0.079\nschedule time decay=0.005\ndecay 0.1",
        .formula = "eta/(1 + decay*n)",
        .parameters = {DECAY_RATE},
        .source = "Wikipedia, Learning rate: time-based schedule",
        .note = "Each rate is divided again, so it falls faster than exponentially: eta0 over the "
                "product of all 1 + d*k. inverse-time is what Keras calls InverseTimeDecay.",
        .others = "time-based|time-based decay|time decay",
    },
    {
        .name = "step",
        .title = "step decay: drops at fixed intervals",
        .lesson = "A long time at one rate, then suddenly d times that: a ball that jumps from "
                  "wall to wall settles at a drop, as if a switch were thrown.",
        .tries = "surface ravine\neta 0.079\nschedule step decay=0.5 period=20\nperiod 5",
        .formula = "eta0*decay^floor((1 + n)/period)",
        .parameters = {DROP(0.5, "d: the factor at each drop"),
                       PERIOD("r: iterations between drops")},
        .source = "Wikipedia, Learning rate: step-based schedule",
        .note = "PyTorch's StepLR (torch-step) drops at n = r, 2r, ..., one iteration later.",
        .others = "step decay|step-based|staircase|drops",
    },
    {
        .name = "torch-step",
        .title = "step decay as in PyTorch",
        .lesson = "Step decay whose drops come at n = r, 2r, and so on: one iteration later than "
                  "those of step.",
        .tries = "surface ravine\neta 0.079\nschedule torch-step decay=0.5 period=20\nperiod 5",
        .formula = "eta0*decay^floor(n/period)",
        .parameters = {DROP(0.1, "gamma: the factor at each drop"),
                       PERIOD("step_size: iterations between drops")},
        .source = "PyTorch's StepLR",
        .others = "StepLR|torch.StepLR",
    },
    {
        .name = "exponential",
        .title = "exponential decay",
        .lesson = "It falls by the same fraction in every iteration. All steps together have a "
                  "bounded length: with a large d the ball stops on its way.",
        .tries = "surface ravine\neta 0.079\nschedule exponential decay=0.02\ndecay 0.3",
        .formula = "eta0*exp(-decay*n)",
        .parameters = {DECAY_RATE},
        .source = "Wikipedia, Learning rate: exponential schedule",
        .note = "PyTorch's ExponentialLR is torch-exponential: its gamma is exp(-decay).",
        .others = "exp|exponential decay|exp decay",
        .keys = {{"gamma", NULL, "write `schedule torch-exponential gamma=VALUE`"}},
    },
    {
        .name = "torch-exponential",
        .title = "exponential decay by a factor",
        .lesson = "Each rate is gamma times the previous one: exponential with d = -log(gamma).",
        .tries = "surface ravine\neta 0.079\nschedule torch-exponential gamma=0.98\ndecay 0.8",
        .formula = "eta0*decay^n",
        .parameters = {DROP(0.95, "gamma: the factor of every iteration")},
        .source = "PyTorch's ExponentialLR",
        .others = "ExponentialLR|torch.ExponentialLR|geometric",
    },
    {
        .name = "keras-exponential",
        .title = "exponential decay as in Keras",
        .lesson = "In `steps` iterations it falls to a fraction `decay`, smoothly or, as a "
                  "staircase, all at once at their end.",
        .tries = "surface ravine\neta 0.079\nschedule keras-exponential steps=20 decay=0.5\n"
                 "staircase 1",
        .formula = "eta0*decay^where(staircase, floor(n/steps), n/steps)",
        .parameters = {{"decay", 0.96, 0, 1e6, "the factor over that many steps",
                        "decay rate|rate"},
                       STEPS,
                       STAIRCASE},
        .source = "Keras' ExponentialDecay",
        .others = "ExponentialDecay|keras.ExponentialDecay",
    },
    {
        .name = "inverse-time",
        .title = "inverse-time decay",
        .lesson = "In the end it falls as 1/n: slowly enough to reach any point, and fast enough "
                  "to come to rest despite the noise.",
        .tries = "surface bowl\neta 0.3\nnoise 1\nschedule inverse-time decay=0.1",
        .formula = "eta0/(1 + decay*n)",
        .parameters = {DECAY_RATE},
        .source = "Robbins, Monro 1951; `decay` of Keras' optimizers",
        .others = "inverse time decay|1/t|hyperbolic|inverse",
    },
    {
        .name = "keras-inverse-time",
        .title = "inverse-time decay as in Keras",
        .lesson = "inverse-time with n counted in `steps`, smoothly or as a staircase.",
        .tries = "surface bowl\neta 0.3\nnoise 1\nschedule keras-inverse-time steps=10 decay=0.5",
        .formula = "eta0/(1 + decay*where(staircase, floor(n/steps), n/steps))",
        .parameters = {{"decay", 0.5, 0, 1e6, "how fast the rate falls", "decay rate|rate|d"},
                       STEPS,
                       STAIRCASE},
        .source = "Keras' InverseTimeDecay",
        .others = "InverseTimeDecay|keras.InverseTimeDecay",
    },
    {
        .name = "inverse-sqrt",
        .title = "warm-up, then the inverse square root",
        .lesson = "It rises for `warmup` iterations, so the first steps are short, and then falls "
                  "ever more slowly. Transformers are trained this way.",
        .tries = "surface ravine\neta 0.079\nschedule inverse-sqrt warmup=20\nwarmup 5",
        .formula = "eta0*min((n + 1)/warmup, sqrt(warmup/(n + 1)))",
        .parameters = {WARMUP(10, 1)},
        .source = "Vaswani, Shazeer, Parmar et al. 2017",
        .others = "inverse square root|noam|rsqrt|transformer",
    },
    {
        .name = "polynomial",
        .title = "polynomial decay",
        .lesson = "It falls from eta0 to eta_min in `total` iterations and stays there. Power 1 is "
                  "a straight line; a higher power falls steeply at first and lands gently.",
        .tries = "surface ravine\neta 0.079\nschedule polynomial total=100\npower 3",
        .formula = "(eta0 - eta_min)*(1 - min(n, total)/total)^power + eta_min",
        .parameters = {TOTAL(200, 1, "iterations until the bottom"),
                       {"power", 1, 0, 100, "1: a straight line; more: steep at first", "p|degree"},
                       ETA_MIN("the rate at the bottom")},
        .source = "Chen, Papandreou, Kokkinos, Murphy, Yuille 2018 (\"poly\"); Keras, PyTorch",
        .note = "Keras ends at eta_min 0.0001, PyTorch at 0; both have power 1.",
        .others = "poly|polynomial decay",
        .variants = {{"PolynomialLR|torch.PolynomialLR", "total=5"}},
    },
    {
        .name = "keras-polynomial",
        .title = "polynomial decay as in Keras",
        .lesson = "polynomial that ends at eta_min or, with `cycle`, starts again, each time with "
                  "a longer way down.",
        .tries = "surface ravine\neta 0.079\nschedule keras-polynomial total=50 power=2\ncycle 1",
        .formula = "span = where(cycle, total*max(1, ceil(n/total)), total); "
                   "(eta0 - eta_min)*(1 - min(n, span)/span)^power + eta_min",
        .parameters = {{"total", 100, 1, 1e12, "iterations until the bottom", "decay steps|T"},
                       {"eta_min", 1e-4, 0, 1e9, "the rate at the bottom",
                        "end learning rate|min lr"},
                       {"power", 1, 0, 100, "1: a straight line; more: steep at first"},
                       {"cycle", 0, 0, 1, "1: starts again"}},
        .source = "Keras' PolynomialDecay",
        .others = "PolynomialDecay|keras.PolynomialDecay",
    },
    {
        .name = "linear",
        .title = "a straight line: warm-up, or ramp down",
        .lesson = "A straight line from one multiple of eta0 to another: upward it is a warm-up, "
                  "for steep starts; downward it ends a run.",
        .tries = "surface ravine\neta 0.079\nschedule linear from=0.1 to=1 total=50\nschedule "
                 "linear total=20 then cosine total=180",
        .formula = "eta0*(from + (to - from)*min(n, total)/total)",
        .parameters = {TOTAL(100, 1, "iterations until the end of the line"),
                       {"from", 0.1, 0, 1e9, "the factor at the start", "start factor|start|begin"},
                       {"to", 1, 0, 1e9, "the factor at the end", "end factor|end|until"}},
        .source = "Goyal, Dollar, Girshick et al. 2017 (warm-up); PyTorch's LinearLR",
        .note = "PyTorch: from 1/3 in 5 iterations.",
        .others = "ramp|linear warmup|warmup|linear decay|straight",
        .variants = {{"LinearLR|torch.LinearLR", "total=5 from=1/3"}},
    },
    {
        .name = "torch-constant",
        .title = "a fraction of the rate at first, then all of it",
        .lesson = "The rate is `factor` times eta0 for `total` iterations, and eta0 from then on.",
        .tries = "surface ravine\neta 0.079\nschedule torch-constant factor=0.5 total=20",
        .formula = "eta0*where(n < total, factor, 1)",
        .parameters = {{"factor", 1.0 / 3, 0, 1, "the fraction at first"},
                       TOTAL(5, 0, "iterations with that fraction")},
        .source = "PyTorch's ConstantLR",
        .others = "ConstantLR|torch.ConstantLR",
    },
    {
        .name = "multistep",
        .title = "drops at three milestones",
        .lesson = "It drops at the iterations you choose: see where the loss has stopped falling, "
                  "and put a drop there.",
        .tries =
            "surface ravine\neta 0.079\nschedule multistep decay=0.3 at1=20 at2=60 at3=100\nat1 10",
        .formula = "eta0*decay^((n >= at1) + (n >= at2) + (n >= at3))",
        .parameters = {DROP(0.1, "d: the factor at each drop"),
                       {"at1", 50, 0, 1e12, "the iteration of a drop"},
                       {"at2", 100, 0, 1e12, "the iteration of another drop"},
                       {"at3", 150, 0, 1e12, "the iteration of another drop"}},
        .source = "He, Zhang, Ren, Sun 2016; PyTorch's MultiStepLR",
        .note = "Keras' PiecewiseConstantDecay drops one iteration after the boundary.",
        .others = "multi-step|milestones",
        .variants = {{"MultiStepLR|torch.MultiStepLR", "at1=1e12 at2=1e12 at3=1e12"}},
    },
    {
        .name = "keras-piecewise",
        .title = "a rate for each part of the run",
        .lesson = "rate1 up to the iteration at1, that one included, rate2 up to at2, and so on; "
                  "eta does not matter.",
        .tries = "surface ravine\nschedule keras-piecewise at1=20 rate1=0.07 rate2=0.02",
        .formula = "where(n <= at1, rate1, where(n <= at2, rate2, where(n <= at3, rate3, rate4)))",
        .parameters = {{"at1", 50, 0, 1e12, "the last iteration with rate1"},
                       {"at2", 1e12, 0, 1e12, "the last iteration with rate2"},
                       {"at3", 1e12, 0, 1e12, "the last iteration with rate3"},
                       {"rate1", 0.1, 0, 1e9, "the first rate"},
                       {"rate2", 0.01, 0, 1e9, "the next rate"},
                       {"rate3", 0.001, 0, 1e9, "the next rate"},
                       {"rate4", 0.0001, 0, 1e9, "the last rate"}},
        .source = "Keras' PiecewiseConstantDecay",
        .others =
            "PiecewiseConstantDecay|keras.PiecewiseConstantDecay|piecewise|piecewise constant",
    },
    {
        .name = "cosine",
        .title = "cosine annealing",
        .lesson = "It stays high for a long time, falls fastest in the middle and lands gently: "
                  "the usual choice when the length of the run is known.",
        .tries = "surface ravine\neta 0.079\nschedule cosine total=100\ntotal 50",
        .formula = "eta_min + (eta0 - eta_min)*(1 + cos(pi*min(n, total)/total))/2",
        .parameters = {TOTAL(200, 1, "iterations until the bottom"),
                       ETA_MIN("the rate at the bottom")},
        .source = "Loshchilov, Hutter 2017",
        .note = "It stays at the bottom; PyTorch's rises again (torch-cosine).",
        .others = "cosine annealing|cosine decay|cos|annealing",
    },
    {
        .name = "torch-cosine",
        .title = "cosine annealing as in PyTorch",
        .lesson = "A cosine that goes on: after `total` iterations it rises again to eta0, as "
                  "slowly as it fell.",
        .tries = "surface ravine\neta 0.079\nschedule torch-cosine total=30\ntotal 10",
        .formula = "eta_min + (eta0 - eta_min)*(1 + cos(pi*n/total))/2",
        .parameters = {TOTAL(200, 1, "iterations until the bottom"),
                       ETA_MIN("the rate at the bottom")},
        .source = "PyTorch's CosineAnnealingLR, after Loshchilov, Hutter 2017",
        .others = "CosineAnnealingLR|torch.CosineAnnealingLR",
    },
    {
        .name = "keras-cosine",
        .title = "cosine decay as in Keras",
        .lesson = "It falls along a cosine to a fraction alpha of eta0 and stays there; with "
                  "`warmup` iterations it first rises in a straight line from eta0 to `target`.",
        .tries = "surface ravine\neta 0.079\nschedule keras-cosine total=100 alpha=0.1\ntotal 50",
        .formula = "top = where(warmup > 0, target, eta0); k = min(max(n - warmup, 0), total); "
                   "where(n < warmup, eta0 + (target - eta0)*n/max(warmup, 1), "
                   "top*((1 - alpha)*(1 + cos(pi*k/total))/2 + alpha))",
        .parameters = {{"total", 100, 1, 1e12, "iterations until the bottom",
                        "decay steps|T|steps"},
                       {"alpha", 0, 0, 1, "the fraction of eta0 at the bottom"},
                       {"warmup", 0, 0, 1e12, "iterations of warm-up before it", "warmup steps"},
                       {"target", 0.1, 0, 1e9, "the rate after the warm-up", "warmup target"}},
        .source = "Keras' CosineDecay, after Loshchilov, Hutter 2017",
        .others = "CosineDecay|keras.CosineDecay",
    },
    {
        .name = "restarts",
        .title = "cosine annealing with warm restarts",
        .lesson = "A cosine that jumps back to eta0 after each cycle: the jump may throw the ball "
                  "out of a poor minimum, and the rest of the cycle lets it settle in the next.",
        .tries = "surface rastrigin\neta 0.02\nschedule restarts period=25\nmult 2",
        /* The small number is for quotients of logarithms that should be whole. */
        .formula = "i = where(mult == 1, floor(n/period), "
                   "floor(log(1 + n/period*(mult - 1))/log(mult) + 1e-9)); "
                   "begin = where(mult == 1, i, (mult^i - 1)/(mult - 1)); "
                   "part = (n/period - begin)/mult^i; "
                   "eta_min + (eta0 - eta_min)*(1 + cos(pi*part))/2",
        .parameters = {{"period", 50, 1, 1e12, "iterations of the first cycle", "T_0|T|first"},
                       {"mult", 1, 1, 1000, "how many times longer each cycle is than the last",
                        "T_mult|factor"},
                       ETA_MIN("the rate at the end of a cycle")},
        .source = "Loshchilov, Hutter 2017 (SGDR)",
        .others = "CosineAnnealingWarmRestarts|torch.CosineAnnealingWarmRestarts|warm restarts|"
                  "cosine restarts|sgdr",
    },
    {
        .name = "keras-restarts",
        .title = "cosine decay with restarts as in Keras",
        .lesson = "Cosines down to a fraction alpha, each `mult` times as long as the previous one "
                  "and starting `height` times as high.",
        .tries = "surface rastrigin\neta 0.02\nschedule keras-restarts period=25 height=0.8",
        .formula = "i = where(mult == 1, floor(n/period), "
                   "floor(log(1 + n/period*(mult - 1))/log(mult) + 1e-9)); "
                   "begin = where(mult == 1, i, (mult^i - 1)/(mult - 1)); "
                   "part = (n/period - begin)/mult^i; "
                   "eta0*((1 - alpha)*height^i*(1 + cos(pi*part))/2 + alpha)",
        .parameters = {{"period", 50, 1, 1e12, "iterations of the first cycle",
                        "first decay steps|T"},
                       {"mult", 2, 1, 1000, "how many times longer each cycle is than the last",
                        "t_mul"},
                       {"height", 1, 0, 1000, "how many times higher each cycle starts", "m_mul"},
                       {"alpha", 0, 0, 1, "the fraction of eta0 at the end of a cycle"}},
        .source = "Keras' CosineDecayRestarts, after Loshchilov, Hutter 2017",
        .others = "CosineDecayRestarts|keras.CosineDecayRestarts",
    },
    {
        .name = "cyclic",
        .title = "up and down in triangles",
        .lesson = "It goes up and down between eta0 and eta_max: at the top the ball may overshoot "
                  "and leave, at the bottom it settles.",
        .tries = "surface ravine\neta 0.02\nschedule cyclic eta_max=0.1 up=10 down=10\nmode 1",
        .formula = "part = mod(n, up + down); "
                   "height = where(part <= up, part/up, (up + down - part)/down); "
                   "cycle = floor(n/(up + down)); "
                   "scale = where(mode == 1, 0.5^cycle, where(mode == 2, gamma^n, 1)); "
                   "eta0 + (eta_max - eta0)*height*scale",
        .parameters = {{"eta_max", 0.1, 0, 1e9, "the rate at the top; eta0 is the bottom",
                        "max lr|lr max|top"},
                       {"up", 20, 1, 1e12, "iterations upward"},
                       {"down", 20, 1, 1e12, "iterations downward", "step size down"},
                       {"mode", 0, 0, 2, "0: equal cycles, 1: halved each time, 2: by gamma", NULL,
                        "triangular|triangular2|exp range"},
                       {"gamma", 1, 0, 1, "in mode 2: the factor of every iteration"}},
        .source = "Smith 2017",
        .others = "CyclicLR|torch.CyclicLR|triangular|clr|cyclical",
        .keys = {{"cycle_momentum", NULL, "write `schedule momentum cyclic-momentum`"},
                 {"base_momentum", NULL, "write `schedule momentum cyclic-momentum low=VALUE`"},
                 {"max_momentum", NULL, "write `schedule momentum cyclic-momentum high=VALUE`"},
                 {"scale_fn", NULL, "write the formula"}},
    },
    {
        .name = "cyclic-momentum",
        .title = "momentum for a cyclic rate: low where the rate is high",
        .lesson = "Momentum that falls while the rate rises, so that long steps and high momentum "
                  "do not coincide.",
        .tries = "surface ravine\neta 0.005\nschedule cyclic eta_max=0.04\nschedule momentum "
                 "cyclic-momentum",
        .formula = "part = mod(n, up + down); "
                   "height = where(part <= up, part/up, (up + down - part)/down); "
                   "cycle = floor(n/(up + down)); "
                   "scale = where(mode == 1, 0.5^cycle, where(mode == 2, gamma^n, 1)); "
                   "high - (high - low)*height*scale",
        .parameters = {{"low", 0.8, 0, 1, "the momentum where the rate is highest"},
                       {"high", 0.9, 0, 1, "the momentum where the rate is lowest"},
                       {"up", 20, 1, 1e12, "iterations upward, of the rate"},
                       {"down", 20, 1, 1e12, "iterations downward", "step size down"},
                       {"mode", 0, 0, 2, "0: equal cycles, 1: halved each time, 2: by gamma", NULL,
                        "triangular|triangular2|exp range"},
                       {"gamma", 1, 0, 1, "in mode 2: the factor of every iteration"}},
        .source = "Smith 2017; cycle_momentum of PyTorch's CyclicLR",
        .note = "To go with `schedule cyclic`: schedule momentum cyclic-momentum up=20.",
    },
    {
        .name = "onecycle",
        .title = "one cycle: up to eta0, then far down",
        .lesson = "It rises from a low rate to eta0, then falls far below where it began: a "
                  "warm-up, a phase of long steps and a gentle end, in `total` iterations.",
        .tries = "surface ravine\neta 0.079\nschedule onecycle total=100\npct 0.1",
        .formula = "peak = max(pct*total - 1, 0); k = min(n, total - 1); "
                   "low = eta0/div; last = low/final_div; "
                   "rise = (1 + cos(pi*k/peak))/2; "
                   "fall = (1 + cos(pi*(k - peak)/max(total - 1 - peak, 1e-9)))/2; "
                   "where(k < peak, eta0 + (low - eta0)*rise, last + (eta0 - last)*fall)",
        .parameters = {TOTAL(200, 2, "iterations of the cycle"),
                       {"pct", 0.3, 0, 1, "the fraction of them that goes up", "pct start"},
                       {"div", 25, 1, 1e12, "eta0 divided by the first rate", "div factor"},
                       {"final_div", 1e4, 1, 1e12, "the first rate divided by the last",
                        "final div factor"}},
        .source = "Smith, Topin 2019; PyTorch's OneCycleLR",
        .note = "eta0 is the peak.",
        .others = "OneCycleLR|torch.OneCycleLR|one cycle|1cycle",
        .keys = {{"cycle_momentum", NULL, "write `schedule momentum onecycle-momentum`"},
                 {"three_phase", NULL, "write the formula: `help onecycle` has this one"},
                 {"anneal_strategy", NULL, "write the formula: `help onecycle` has this one",
                  "cos"},
                 {"epochs", NULL, "write total_steps=VALUE"},
                 {"steps_per_epoch", NULL, "write total_steps=VALUE"},
                 {"base_momentum", NULL, "write `schedule momentum onecycle-momentum low=VALUE`"},
                 {"max_momentum", NULL, "write `schedule momentum onecycle-momentum high=VALUE`"}},
    },
    {
        .name = "onecycle-momentum",
        .title = "momentum for one cycle of the rate: down, then up again",
        .lesson = "Momentum that is lowest where the rate of onecycle is highest, and high again "
                  "at the end.",
        .tries = "surface ravine\neta 0.04\nschedule onecycle total=200\nschedule momentum "
                 "onecycle-momentum total=200",
        .formula = "peak = max(pct*total - 1, 0); k = min(n, total - 1); "
                   "fall = (1 + cos(pi*k/peak))/2; "
                   "rise = (1 + cos(pi*(k - peak)/max(total - 1 - peak, 1e-9)))/2; "
                   "where(k < peak, low + (high - low)*fall, high + (low - high)*rise)",
        .parameters = {{"low", 0.85, 0, 1, "the momentum at the rate's peak"},
                       {"high", 0.95, 0, 1, "the momentum at both ends"},
                       TOTAL(200, 2, "iterations of the cycle"),
                       {"pct", 0.3, 0, 1, "the fraction of them in which the rate goes up"}},
        .source = "Smith, Topin 2019; cycle_momentum of PyTorch's OneCycleLR",
        .note = "To go with `schedule onecycle`, for momentum or Adam's beta1: schedule momentum "
                "onecycle-momentum total=200.",
    },
    {
        .name = "plateau",
        .title = "drops when the loss no longer falls",
        .lesson = "It watches the ball, not the clock: when the loss has not fallen for `patience` "
                  "iterations, the rate is multiplied by `factor`.",
        .tries = "surface ravine\neta 0.081\nschedule plateau patience=3 factor=0.5\nrun",
        /* What it remembers is 0 at first, whenever it is chosen: hence `seen`. */
        .formula = "least = threshold*where(mode == 0, abs(best), 1); "
                   "better = not seen or f < best - least; seen = 1; "
                   "best = where(better, f, best); "
                   "bad = where(better or rest > 0, 0, bad + 1); rest = max(rest - 1, 0); "
                   "drop = bad > patience; lower = max(eta*factor, eta_min); "
                   "rest = where(drop, cooldown, rest); bad = where(drop, 0, bad); "
                   "where(drop and eta - lower > eps, lower, eta)",
        .parameters = {{"factor", 0.1, 0, 1, "the factor at each drop"},
                       {"patience", 10, 0, 1e12, "iterations without progress before a drop"},
                       {"threshold", 1e-4, 0, 1, "by how much the loss must fall"},
                       {"mode", 0, 0, 1, "rel: by that fraction of the best loss; abs: as it is",
                        "threshold mode", "rel|abs"},
                       {"cooldown", 0, 0, 1e12, "iterations after a drop that do not count"},
                       ETA_MIN("the lowest rate"),
                       {"eps", 1e-8, 0, 1, "smaller drops are skipped"}},
        .source = "PyTorch's ReduceLROnPlateau (mode min)",
        .note = "A loss is better if f < best - threshold*|best|. PyTorch compares with best*(1 - "
                "threshold), which lies above a negative best loss, so there the rate may never "
                "drop. mode=abs means f < best - threshold, as in Keras (min_delta 0.0001).",
        .others = "ReduceLROnPlateau|torch.ReduceLROnPlateau|reduce on plateau",
        .keys = {{"mode", NULL, "write a minus before the surface", "min"}},
    },
    {
        .name = "wsd",
        .title = "warm-up, stable, decay",
        .lesson = "Up, a long time at eta0, and down to 0 at the end: to make the run longer, only "
                  "its end has to be run again.",
        .tries = "surface ravine\neta 0.079\nschedule wsd warmup=10 stable=60 "
                 "decay_steps=30\nstable 100",
        .formula = "eta0*max(0, min((n + 1)/warmup, 1, "
                   "(warmup + stable + decay_steps - n)/decay_steps))",
        .parameters = {WARMUP(20, 0),
                       {"stable", 120, 0, 1e12, "iterations at eta0"},
                       {"decay_steps", 60, 1, 1e12, "iterations down to 0"}},
        .source = "Hu, Tu, Han et al. 2024 (MiniCPM)",
        .others = "warmup stable decay|trapezoid|trapezoidal",
    },
    {
        .name = "rangetest",
        .title = "the learning-rate range test",
        .lesson = "The rate grows until the loss explodes. Read from the charts at which rate the "
                  "loss fell fastest, and choose a somewhat lower one.",
        .tries = "surface ravine\neta 0.001\nschedule rangetest factor=1.1\nrun",
        .formula = "over = over or f > f0 + 3*abs(f0); where(over, 0, eta0*factor^t)",
        .parameters = {{"factor", 1.1, 1, 1000, "the factor of growth per iteration"}},
        .source = "Smith 2017",
        .note = "Begin with a small eta. Once the loss has risen to four times its value at "
                "iteration 0 (f0), the rate is 0 and the ball stops.",
        .others = "lr range|range test schedule",
    },
};

const int schedule_row_count = (int)(sizeof schedule_rows / sizeof *schedule_rows);
