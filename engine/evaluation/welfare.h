#pragma once

#include <Eigen/Core>

namespace dragoman {

/// Gains over no deal, one per party; any sign, dimensionless. Built without vectorization, so sums
/// run from the first party to the last on every machine.
using Gains = Eigen::Ref<const Eigen::ArrayXd>;

/// Sum of all gains.
double JointGain(const Gains& gains);

/// Product of all gains; 0 as soon as one party gains nothing. Nash (1950).
double NashProduct(const Gains& gains);

/// Smallest gain over largest; 0 if a party gains nothing while another gains, 1 if nobody does.
double Fairness(const Gains& gains);

}  // namespace dragoman
