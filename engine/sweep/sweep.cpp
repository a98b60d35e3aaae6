#include "engine/sweep/sweep.h"

#include <algorithm>

#include "engine/core/random.h"
#include "engine/core/text.h"

namespace dragoman {

Checked<std::unique_ptr<const Sweep>> Sweep::Extended(std::uint64_t points) const {
  const SweepDesign& design = config().design;
  const bool morris = design.kind == DesignKind::kMorris;
  const auto now = static_cast<std::uint64_t>(morris ? design.trajectories : design.points);
  if (!growing()) {
    return Diagnostic{"design", "a design of this kind has no part that is one of fewer points",
                      "sobol, saltelli, monte_carlo, or morris without candidates"};
  }
  if (points <= now || points > kMostCells) {
    return Diagnostic{"design.points", std::to_string(points) + " points",
                      "more than the " + std::to_string(now) + " there are"};
  }
  SweepInputs inputs = inputs_;
  (morris ? inputs.config.design.trajectories : inputs.config.design.points) =
      static_cast<int>(points);
  auto extended = Make(std::move(inputs));
  if (extended.ok() && (*extended)->family_hash() != family_hash()) {
    return Diagnostic{"keep", "with so many runs rows are no longer kept by default",
                      "keep: runs or keep: aggregates in the experiment file"};
  }
  return extended;
}

void Sweep::UnitPoint(std::uint64_t cell, std::vector<double>* point) const {
  point->resize(parameters_.size());
  if (design_ != nullptr) {
    design_->Point(cell, *point);
    return;
  }
  const std::vector<CellValue> values = ValuesAt(cell);
  for (std::size_t k = 0; k < parameters_.size(); ++k) {
    const SweptParameter& parameter = parameters_[k];
    const double width = parameter.listed_high - parameter.listed_low;
    (*point)[k] = width > 0 ? (values[k].number - parameter.listed_low) / width : 0;
  }
}

CellValue Sweep::ValueOf(std::size_t parameter, double unit) const {
  const SweptParameter& p = parameters_[parameter];
  CellValue value;
  value.number = p.range->Value(unit);
  if (p.labels.empty()) {
    value.text = FormatNumber(value.number);
    return value;
  }
  const auto index = static_cast<std::size_t>(value.number);
  value.text = p.labels[index];
  if (p.numeric) value.number = inputs_.config.parameters[parameter].at[index];
  return value;
}

std::vector<CellValue> Sweep::ValuesAt(std::uint64_t cell) const {
  std::vector<CellValue> values(parameters_.size());
  if (design_ == nullptr) {
    for (std::size_t k = 0; k < values.size(); ++k) {
      const SweptParameter& parameter = parameters_[k];
      values[k].text = inputs_.points[cell][k];
      const auto label =
          std::find(parameter.labels.begin(), parameter.labels.end(), values[k].text);
      values[k].number = static_cast<double>(label - parameter.labels.begin());
      if (parameter.numeric) values[k].number = std::stod(values[k].text);
    }
    return values;
  }
  std::vector<double> point;
  UnitPoint(cell, &point);
  for (std::size_t k = 0; k < values.size(); ++k) values[k] = ValueOf(k, point[k]);
  return values;
}

std::size_t Sweep::VariantOf(const std::vector<CellValue>& values) const {
  for (std::size_t k = 0; k < parameters_.size(); ++k) {
    if (!parameters_[k].what_if) continue;
    for (std::size_t v = 0; v < inputs_.variants.size(); ++v) {
      if (inputs_.variants[v].what_if == values[k].text) return v;
    }
  }
  return 0;
}

std::uint64_t Sweep::SeedOf(std::uint64_t cell) const {
  const auto seed = static_cast<std::uint64_t>(config().seed);
  if (config().common_random_numbers) return seed;
  return MixBits(MixBits(seed) ^ (cell + 0x9e3779b97f4a7c15ULL));
}

}  // namespace dragoman
