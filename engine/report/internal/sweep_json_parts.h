#pragma once

#include "engine/report/sweep_json.h"

namespace dragoman::internal {

/// {NAME: value} over the parameters.
Json PerParameter(const SweepReport& report, const std::vector<double>& values);

/// Each adds the methods of its group that were applied, by name.
void AddIndexJson(const SweepReport& report, const OutcomeAnalysis& analysis, Json* json);
void AddSampleJson(const SweepReport& report, const OutcomeAnalysis& analysis, Json* json);
void AddMapJson(const SweepReport& report, const OutcomeAnalysis& analysis, Json* json);
void AddPrimJson(const SweepReport& report, const OutcomeAnalysis& analysis, Json* json);

}  // namespace dragoman::internal
