#include "engine/sweep/sweep_methods.h"

#include "engine/core/text.h"

namespace dragoman {
namespace {

constexpr std::size_t kMapAxes = 2;

DesignKind KindOf(const Sweep& sweep) { return sweep.config().design.kind; }

/// What a method needs, in words; empty if the design has it.
std::string NeedOf(const Sweep& sweep, SweepMethod method) {
  const DesignKind kind = KindOf(sweep);
  switch (method) {
    case SweepMethod::kSobol:
      return kind == DesignKind::kSaltelli ? "" : "a saltelli design";
    case SweepMethod::kMorris:
      return kind == DesignKind::kMorris ? "" : "a morris design";
    case SweepMethod::kEfast:
      return kind == DesignKind::kEfast ? "" : "an efast design";
    case SweepMethod::kMap:
      return kind == DesignKind::kFactorial && sweep.parameters().size() == kMapAxes
                 ? ""
                 : "a factorial design of two parameters";
    case SweepMethod::kEffects:
      return kind == DesignKind::kFactorial || kind == DesignKind::kOneAtATime
                 ? ""
                 : "a factorial or one_at_a_time design";
    case SweepMethod::kContours:
      return kind == DesignKind::kAdaptiveMap ? "" : "an adaptive_map design";
    default:
      return kind == DesignKind::kOneAtATime || kind == DesignKind::kAdaptiveMap
                 ? "points spread over the whole space, as of a latin_hypercube or sobol design"
                 : "";
  }
}

}  // namespace

std::string_view MethodName(SweepMethod method) {
  return kSweepMethodNames[static_cast<std::size_t>(method)];
}

std::vector<SweepMethod> FittingMethods(const Sweep& sweep) {
  std::vector<SweepMethod> methods;
  for (std::size_t k = 0; k < kSweepMethodNames.size(); ++k) {
    const auto method = static_cast<SweepMethod>(k);
    if (NeedOf(sweep, method).empty()) methods.push_back(method);
  }
  return methods;
}

std::optional<Diagnostic> RefuseMethod(const Sweep& sweep, SweepMethod method) {
  const std::string need = NeedOf(sweep, method);
  if (need.empty()) return std::nullopt;
  std::vector<std::string> fitting;
  for (const SweepMethod other : FittingMethods(sweep)) fitting.emplace_back(MethodName(other));
  const std::string design(kDesignKindNames[static_cast<std::size_t>(KindOf(sweep))]);
  return Diagnostic{"--method " + std::string(MethodName(method)),
                    "needs " + need + "; this result has a design of kind " + design,
                    "one of: " + Join(fitting)};
}

std::vector<SweepMethod> UsualMethods(const Sweep& sweep) {
  switch (KindOf(sweep)) {
    case DesignKind::kSaltelli:
      return {SweepMethod::kSobol};
    case DesignKind::kMorris:
      return {SweepMethod::kMorris};
    case DesignKind::kEfast:
      return {SweepMethod::kEfast};
    case DesignKind::kFactorial:
      if (sweep.parameters().size() == kMapAxes) return {SweepMethod::kMap};
      return {SweepMethod::kEffects};
    case DesignKind::kOneAtATime:
      return {SweepMethod::kEffects};
    case DesignKind::kAdaptiveMap:
      return {SweepMethod::kContours};
    default:
      return {SweepMethod::kGivenData, SweepMethod::kPawn, SweepMethod::kDelta,
              SweepMethod::kFeatures, SweepMethod::kRegional};
  }
}

}  // namespace dragoman
