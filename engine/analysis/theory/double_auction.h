#pragma once

#include "engine/core/diagnostic.h"

/// @file
/// A sealed bid meets a sealed ask: what private values cost.

namespace dragoman {

/// A line: intercept + slope * own value.
struct LinearBid {
  double slope = 0;
  double intercept = 0;
  double At(double value) const { return intercept + slope * value; }
};

/// The linear Bayesian equilibrium and what it yields.
struct DoubleAuction {
  LinearBid bid;  ///< Of the buyer, by its value.
  LinearBid ask;  ///< Of the seller, by its cost.
  double trade_probability = 0;
  double expected_gains = 0;    ///< E of value - cost where they trade.
  double first_best_gains = 0;  ///< Were both honest: 1/6.
  double efficiency = 0;        ///< Gains over first best; 27/32 at k = 1/2, the largest possible.
};

/// k double auction: trade where bid >= ask at the price k bid + (1 - k) ask, value and cost
/// independent and uniform on [0, 1]. Of its many equilibria the linear one:
///   bid(v) = v / (1 + k) + k (1 - k) / (2 (1 + k)),   ask(c) = c / (2 - k) + (1 - k) / 2.
/// Trade has probability (1 + k)(2 - k) / 8 and gains are half of that.
///
/// Wrong is a k outside [0, 1].
/// Sources: Chatterjee & Samuelson, "Bargaining under incomplete information", Operations Research
/// 31 (1983); Myerson & Satterthwaite, JET 29 (1983).
Checked<DoubleAuction> SolveDoubleAuction(double k);

}  // namespace dragoman
