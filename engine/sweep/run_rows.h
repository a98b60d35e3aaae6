#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "engine/core/function_ref.h"
#include "engine/sweep/sweep.h"

namespace dragoman {

/// Calls `take(run, values)` for every kept run of a store, by run number; one value per outcome,
/// NaN where the run failed. Constant memory. Errors of SQLite are DatabaseError.
/// @pre sweep.keeps_rows().
void ForEachRun(const std::string& store, const Sweep& sweep,
                FunctionRef<void(std::uint64_t, std::span<const double>)> take);

}  // namespace dragoman
