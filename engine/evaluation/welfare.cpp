#include "engine/evaluation/welfare.h"

namespace dragoman {

double JointGain(const Gains& gains) { return gains.sum(); }

double NashProduct(const Gains& gains) { return gains.minCoeff() > 0 ? gains.prod() : 0; }

double Fairness(const Gains& gains) {
  if ((gains == 0).all()) return 1;
  const double smallest = gains.minCoeff();
  return smallest > 0 ? smallest / gains.maxCoeff() : 0;
}

}  // namespace dragoman
