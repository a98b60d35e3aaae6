#pragma once

#include "engine/report/html/report_sink.h"
#include "engine/report/html/sweep_page_data.h"

/// @file
/// The sections of a sweep's report, in the order of the page; each in a file of its own, and
/// written only where the design has something for it.

namespace dragoman {

/// What the sweep says, in words.
void WriteSweepVerdictSection(const SweepPageData& data, ReportSink* sink);
/// Where over two parameters does each outcome come about?
bool HasMapSection(const SweepPageData& data);
void WriteSweepMapSection(const SweepPageData& data, ReportSink* sink);
/// Which parameters matter most?
bool HasIndexSection(const SweepPageData& data);
void WriteSweepIndexSection(const SweepPageData& data, ReportSink* sink);
/// Under which conditions is an outcome frequent?
bool HasBoxSection(const SweepPageData& data);
void WriteSweepBoxSection(const SweepPageData& data, ReportSink* sink);
/// What does each parameter do by itself?
bool HasEffectSection(const SweepPageData& data);
void WriteSweepEffectSection(const SweepPageData& data, ReportSink* sink);
/// How do the outcomes lie over the points, and which points failed?
void WriteSweepOutcomeSection(const SweepPageData& data, ReportSink* sink);
/// What was varied, how, and how often was it run?
void WriteSweepDesignSection(const SweepPageData& data, ReportSink* sink);
/// What is assumed, and what can this not tell?
void WriteSweepLimitSection(const SweepPageData& data, ReportSink* sink);
/// The commands that give the same numbers again.
void WriteSweepCommandSection(const SweepPageData& data, ReportSink* sink);

}  // namespace dragoman
